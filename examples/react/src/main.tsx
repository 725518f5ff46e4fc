import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createClient } from "@sallyport/client";
import { SallyportProvider } from "@sallyport/client/react";
import { App } from "./app";

const client = createClient();

createRoot(document.querySelector("#app")!).render(
  <StrictMode>
    <SallyportProvider client={client}>
      <App />
    </SallyportProvider>
  </StrictMode>,
);
