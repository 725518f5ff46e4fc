import type { ClientTransport } from "./api/transport.js";
import { tokenInterceptor } from "./lib/token-interceptor.js";

/**
 * Which other origins are sent the access token.
 *
 * @example
 * ```ts
 * const options: MemoryOptions = { origins: ["https://api.example.com"] };
 * ```
 */
export interface MemoryOptions {
  /**
   * Origins of other APIs that verify the server's tokens (with its JWKS) and list this page in their CORS origins. Requests
   * to them carry the access token, no cookie and no CSRF token. When such an API refuses the token with one of the server's
   * codes, the client refreshes it and repeats the request.
   */
  readonly origins?: readonly string[];
}

/**
 * The transport `memory`. The access token is in a closure, in no storage and on no global object. The refresh token is in an
 * HttpOnly cookie. A reload loses the access token, and a silent refresh gets another one. Each tab has its own. It is for
 * pages that call another API with the token. The server must list the transport.
 *
 * Script injected into the page can still take access tokens by replacing `fetch`. The default, cookies, has nothing for it
 * to take.
 *
 * @throws TypeError for an entry of `origins` that is more than an origin.
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
  let tokens = {};
  return {
    perTab: true,
    ...tokenInterceptor("memory", origins, () => ({ read: () => tokens, write: (latest) => (tokens = latest) })),
  };
}
