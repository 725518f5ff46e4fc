import { createClient, type Client, type ClientOptions } from "../index.js";
import { pageAddress } from "../lib/page-address.js";

/**
 * What {@link interceptFetch} returns.
 *
 * @example
 * ```ts
 * const { client, restore }: InterceptedFetch = interceptFetch();
 * ```
 */
export interface InterceptedFetch {
  /** The client for signing in and out. It sends by the original `fetch`. */
  readonly client: Client;
  /**
   * Restores the original `fetch`. When other code has replaced the global `fetch` since, that replacement stays, and this
   * interceptor passes every request on unchanged.
   *
   * @example
   * ```ts
   * import.meta.hot?.dispose(restore);
   * ```
   */
  restore(): void;
}

/**
 * Replaces the global `fetch` by one that sends the session and the CSRF token. It is for code that calls the global `fetch`
 * and cannot be changed, such as a generated API client or a library. Addresses are resolved against the page as before, and
 * requests to any origin but the server's are left unchanged. When no answer comes from the server's origin, the promise
 * rejects with a `SallyportError` instead of a `TypeError`.
 *
 * @example
 * ```ts
 * import { interceptFetch } from "@sallyport/client/fetch";
 *
 * const { client } = interceptFetch();
 * await client.signIn({ username, password });
 * await fetch("/api/notes", { method: "POST", body: JSON.stringify(note) }); // with the CSRF token, refreshed if necessary
 * ```
 */
export function interceptFetch(options: ClientOptions = {}): InterceptedFetch {
  const original = globalThis.fetch;
  // The client is given the original `fetch`. Otherwise it would look up the global one, which is this interceptor, forever.
  const client = createClient({ fetch: (input, init) => original.call(globalThis, input, init), ...options });
  let active = true;
  const intercepted: typeof fetch = (input, init) => {
    if (!active) return original.call(globalThis, input, init);
    return client.fetch(input instanceof Request ? input : pageAddress(input), init);
  };
  globalThis.fetch = intercepted;
  return {
    client,
    restore: () => {
      active = false;
      if (globalThis.fetch === intercepted) globalThis.fetch = original;
    },
  };
}
