/**
 * The CSRF token of the moment and the request header it travels in, both as the server named them.
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
 * How a session's tokens travel; fixed at sign-in for the life of the session.
 *
 * @example
 * ```ts
 * const transport: Transport = "cookie"; // the one the client asks for unless told otherwise
 * ```
 */
export type Transport = "cookie" | "memory" | "header";

/**
 * Who is signed in.
 *
 * @example
 * ```ts
 * const mayEdit = (user: User) => user.roles.includes("editor"); // for showing a button, never for allowing the act
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
 * Somebody is signed in. Carries no token that opens anything: the access and refresh tokens stay in HttpOnly cookies
 * (RFC 10017, section 6.1) or with the transport, and the CSRF token is worthless without them.
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
  /** When the access token ends, ISO 8601 in UTC. For a countdown use {@link Client.expiresInSeconds}. */
  readonly accessExpiresAt: string;
  /** With the transport `header` a blank: it uses no cookie and needs none. */
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
  /** A refresh cookie came along and is worth trying. `session()` tries it and so never returns `true` here. */
  readonly refreshable: boolean;
  /** Missing when the client itself learned of the end (a sign-out, a refused refresh) and has not asked again yet. */
  readonly csrf?: Csrf;
}

/**
 * A session has ended. Told once in each tab.
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
   * `signed_out`: somebody asked for it, in this tab or another one. Else why the server would not go on:
   * `session_revoked` (ended from another device, or by the server), `refresh_expired`, `refresh_reused` (a refresh token
   * was used twice, so it may have been stolen), `refresh_missing`, `refresh_unknown`.
   */
  readonly code:
    | "signed_out"
    | "session_revoked"
    | "refresh_expired"
    | "refresh_reused"
    | "refresh_missing"
    | "refresh_unknown";
  /** Whether it was this tab that asked for it. */
  readonly here: boolean;
}
