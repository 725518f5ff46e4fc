import { createClient, type Client, type ClientOptions } from "../index.js";
import { pageAddress } from "../lib/page-address.js";

/**
 * What {@link interceptFetch} has put in place.
 *
 * @example
 * ```ts
 * const { client, restore }: InterceptedFetch = interceptFetch();
 * ```
 */
export interface InterceptedFetch {
  /** Signs in and out, over the `fetch` there was before. */
  readonly client: Client;
  /**
   * Puts back what was there before. Where somebody has put a `fetch` of their own over ours meanwhile, theirs stays, and
   * ours lets everything through as it comes.
   *
   * @example
   * ```ts
   * import.meta.hot?.dispose(restore);
   * ```
   */
  restore(): void;
}

/**
 * Puts the doors in front of the global `fetch`, for code that calls it and cannot be changed: a generated API client, a
 * library. Addresses are read against the page as before, and requests to any origin but the server's are left as they
 * are. Where no answer comes from the server's origin, the promise rejects with a `SallyportError` instead of a
 * `TypeError`.
 *
 * @example
 * ```ts
 * import { interceptFetch } from "@sallyport/client/fetch";
 *
 * const { client } = interceptFetch();
 * await client.signIn({ username, password });
 * await fetch("/api/notes", { method: "POST", body: JSON.stringify(note) }); // with the CSRF token, renewed if need be
 * ```
 */
export function interceptFetch(options: ClientOptions = {}): InterceptedFetch {
  const before = globalThis.fetch;
  // Without a fetch of its own, the client would look up the global one at each call, find ours there, and never arrive.
  const client = createClient({ fetch: (input, init) => before.call(globalThis, input, init), ...options });
  let active = true;
  const ours: typeof fetch = (input, init) => {
    if (!active) return before.call(globalThis, input, init);
    return client.fetch(input instanceof Request ? input : pageAddress(input), init);
  };
  globalThis.fetch = ours;
  return {
    client,
    restore: () => {
      active = false;
      if (globalThis.fetch === ours) globalThis.fetch = before;
    },
  };
}
