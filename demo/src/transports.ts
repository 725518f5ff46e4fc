import { createClient, type Client, type Fetch, type StepUp, type Transport } from "@sallyport/client";
import { headerTransport } from "@sallyport/client/header";
import { memoryTransport } from "@sallyport/client/memory";

export const allTransports: readonly Transport[] = ["cookie", "memory", "header"];

export function createClientFor(transport: Transport, fetch: Fetch, stepUp: StepUp): Client {
  switch (transport) {
    case "cookie":
      return createClient({ fetch, stepUp });
    case "memory":
      return createClient({ fetch, stepUp, transport: memoryTransport() });
    case "header":
      return createClient({ fetch, stepUp, transport: headerTransport({ storage: localStorage }) });
  }
}

interface Tokens {
  readonly accessToken?: string;
  readonly refreshToken?: string;
}

export const storageKey = `sallyport ${location.origin}/auth`;

/** What the transport `header` has put into localStorage. Any script could read it like this. */
export function tokensInStorage(): Tokens {
  try {
    return (JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Tokens | null) ?? {};
  } catch {
    return {};
  }
}

/** The transport to try first: cookies, unless there are tokens in localStorage. */
export function initialTransport(): Transport {
  return tokensInStorage().refreshToken ? "header" : "cookie";
}
