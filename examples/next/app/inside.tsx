"use client";

import { useState } from "react";
import { createClient, type Session, type Visitor } from "@sallyport/client";
import { SallyportProvider } from "@sallyport/client/react";
import { createServerClient } from "@sallyport/client/server";
import { App } from "../../react/src/app";

export function Inside({ initial }: { readonly initial: Session | Visitor | undefined }) {
  const [client] = useState(() =>
    typeof document === "undefined" ? createServerClient(initial) : createClient(initial ? { initial } : {}),
  );
  return (
    <SallyportProvider client={client}>
      <App />
    </SallyportProvider>
  );
}
