/**
 * The current CSRF token and the request header that carries it, both as the server named them.
 *
 * @example
 * ```ts
 * const { csrf } = await client.session();
 * if (csrf) console.log(`${csrf.header}: ${csrf.token}`);
 * ```
 */
export interface Csrf {
  readonly header: string;
  readonly token: string;
}

/**
 * How a session's tokens are transported. The sign-in fixes it for the life of the session.
 *
 * @example
 * ```ts
 * const transport: Transport = "cookie"; // what the client asks for by default
 * ```
 */
export type Transport = "cookie" | "memory" | "header";

/**
 * Who is signed in.
 *
 * @example
 * ```ts
 * const mayEdit = (user: User) => user.roles.includes("editor"); // decides whether a button is shown; only the server decides whether the request is allowed
 * ```
 */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly roles: readonly string[];
}

/**
 * One sign-in. All times are ISO 8601 in UTC, by the server's clock.
 *
 * @example
 * ```ts
 * const endsAt = (details: SessionDetails) => new Date(details.expiresAt).toLocaleString();
 * ```
 */
export interface SessionDetails {
  readonly id: string;
  readonly transport: Transport;
  readonly createdAt: string;
  readonly authenticatedAt: string;
  readonly expiresAt: string;
}

/**
 * Somebody is signed in. This object contains no token that authenticates: the access and refresh tokens stay in HttpOnly
 * cookies (RFC 10017, section 6.1) or with the transport, and the CSRF token is worthless without them.
 *
 * @example
 * ```ts
 * const answer = await client.session();
 * if (answer.authenticated) greet(answer.user.username);
 * ```
 */
export interface Session {
  readonly authenticated: true;
  readonly user: User;
  readonly session: SessionDetails;
  /** When the access token expires, ISO 8601 in UTC. For a countdown use {@link Client.expiresInSeconds}. */
  readonly accessExpiresAt: string;
  /** A placeholder with the transport `header`, which uses no cookie and needs no CSRF token. */
  readonly csrf: Csrf;
}

/**
 * Nobody is signed in.
 *
 * @example
 * ```ts
 * client.onChange((answer) => (answer.authenticated ? showApp(answer.user) : showSignIn()));
 * ```
 */
export interface Visitor {
  readonly authenticated: false;
  /** The request carried a refresh cookie that is worth trying. `session()` tries it, so its result is never `true` here. */
  readonly refreshable: boolean;
  /** Missing after a sign-out or a refused refresh, until the client asks the server again. */
  readonly csrf?: Csrf;
}

/**
 * A session has ended. Each tab is told once.
 *
 * @example
 * ```ts
 * client.onSignedOut(({ code, here }) => {
 *   if (!here) notice(code === "signed_out" ? "You signed out in another tab." : "Please sign in again.");
 * });
 * ```
 */
export interface SignedOut {
  /**
   * `signed_out`: somebody signed out, in this tab or another one. The other codes say why the server refused to refresh
   * the session: `session_revoked` (it was ended from another device, or by the server), `refresh_expired`, `refresh_reused`
   * (a refresh token was used twice, so it may have been stolen), `refresh_missing`, `refresh_unknown`.
   */
  readonly code:
    | "signed_out"
    | "session_revoked"
    | "refresh_expired"
    | "refresh_reused"
    | "refresh_missing"
    | "refresh_unknown";
  /** Whether the sign-out was requested in this tab. */
  readonly here: boolean;
}
