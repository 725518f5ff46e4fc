/**
 * The shape of `fetch`, for a stand-in that counts, logs or fakes requests. A request to the server's own origin arrives
 * as one ready `Request`.
 *
 * @example
 * ```ts
 * const logged: Fetch = (input, init) => (console.log(input), fetch(input, init));
 * ```
 */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Where the tokens live when they are not in HttpOnly cookies: {@link memoryTransport} or {@link headerTransport}. Each is
 * an entry of its own (`@sallyport/client/memory`, `@sallyport/client/header`).
 *
 * @example
 * ```ts
 * const transport: ClientTransport = memoryTransport();
 * ```
 */
export interface ClientTransport {
  /** Whether each tab has an access token of its own. */
  readonly perTab: boolean;
  /** Whether requests to this address, which is not the server's, carry the access token too. */
  carriesTo(url: URL): boolean;
  /** Wraps `send`: the result puts the tokens into requests to `server` and takes them out of its answers. */
  over(send: Fetch, server: string): Fetch;
}
