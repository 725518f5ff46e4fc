import type { ClientTransport } from "./client.js";
import { carrying } from "./lib/carrying.js";

/**
 * Where else the access token goes.
 *
 * @example
 * ```ts
 * const options: MemoryOptions = { origins: ["https://api.example.com"] };
 * ```
 */
export interface MemoryOptions {
  /**
   * Origins of other APIs that verify the server's tokens (by its JWKS) and list this page in their CORS origins. Requests
   * to them carry the access token, no cookie and no CSRF token. A refusal in the server's own codes is mended by a refresh.
   */
  readonly origins?: readonly string[];
}

/**
 * The transport `memory`: the access token is in a closure, in no storage and on no global object, and the refresh
 * token in an HttpOnly cookie. A reload forgets the access token and a refresh brings another, unseen; each tab has its
 * own. For pages that call another API with the token; the server must list the transport.
 *
 * Script injected into the page can still take access tokens, by standing in for `fetch`. The default, cookies, has
 * nothing for it to take.
 *
 * @throws TypeError for an entry of `origins` that is no whole origin.
 *
 * @example
 * ```ts
 * import { createClient } from "@sallyport/client";
 * import { memoryTransport } from "@sallyport/client/memory";
 *
 * const client = createClient({ transport: memoryTransport({ origins: ["https://api.example.com"] }) });
 * await client.fetch("https://api.example.com/orders");
 * ```
 */
export function memoryTransport({ origins = [] }: MemoryOptions = {}): ClientTransport {
  let kept = {};
  return {
    perTab: true,
    ...carrying("memory", origins, () => ({ read: () => kept, write: (tokens) => (kept = tokens) })),
  };
}
