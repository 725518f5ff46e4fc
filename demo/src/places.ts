import { createClient, type Client, type Fetch, type StepUp, type Transport } from "@sallyport/client";
import { headerTransport } from "@sallyport/client/header";
import { memoryTransport } from "@sallyport/client/memory";

/** Where a session keeps its tokens, which is how they travel. */
export type Place = Transport;

export const allPlaces: readonly Place[] = ["cookie", "memory", "header"];

export function clientFor(place: Place, fetch: Fetch, stepUp: StepUp): Client {
  switch (place) {
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

/** What the transport `header` has put into localStorage; any script could read it like this. */
export function tokensInStorage(): Tokens {
  try {
    return (JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Tokens | null) ?? {};
  } catch {
    return {};
  }
}

/** Where to look first: the cookie, unless there are tokens in localStorage. */
export function placeOnArrival(): Place {
  return tokensInStorage().refreshToken ? "header" : "cookie";
}
