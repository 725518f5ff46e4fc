import type { ClientTransport } from "./client.js";
import { carrying } from "./lib/carrying.js";

/**
 * The transport `memory`: the access token is in a closure, in no storage and on no global object, and the refresh
 * token in an HttpOnly cookie. A reload forgets the access token and a refresh brings another, unseen; each tab has its
 * own. For pages that must have the token in script; the server must list the transport.
 *
 * Script injected into the page can still take access tokens, by standing in for `fetch`. The default, cookies, has
 * nothing for it to take.
 *
 * @example
 * ```ts
 * import { createClient } from "@sallyport/client";
 * import { memoryTransport } from "@sallyport/client/memory";
 *
 * const client = createClient({ transport: memoryTransport() });
 * ```
 */
export function memoryTransport(): ClientTransport {
  let kept = {};
  return { perTab: true, over: carrying("memory", () => ({ read: () => kept, write: (tokens) => (kept = tokens) })) };
}
