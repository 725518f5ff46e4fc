/**
 * Why a request was refused: the server's stable codes, and five of the client's own. `network_error` means no answer
 * came (offline, DNS, TLS, CORS); `redirected` that the server answered with a redirect, which a request that changes
 * something does not follow: what was asked for may well be done; `unexpected_answer` that one came which is not the
 * contract's (a proxy's HTML page);
 * `popup_blocked` that the browser opened no window; `popup_closed` that the window was closed, or the browser took it
 * out of sight, before anybody was signed in. A newer server may send a code that is not listed here: leave a default.
 *
 * @example
 * ```ts
 * const worthRetrying = (code: SallyportErrorCode) => code === "network_error" || code === "store_unavailable";
 * ```
 */
export type SallyportErrorCode = SallyportError["code"];

type Unanswered = "network_error" | "redirected" | "popup_blocked" | "popup_closed";

/** The codes a server sends with `Retry-After`. */
type Busy = "too_many_attempts" | "server_busy" | "store_unavailable" | "provider_unavailable";

type Refused =
  | "unexpected_answer"
  | "credentials_rejected"
  | "refresh_missing"
  | "refresh_unknown"
  | "refresh_expired"
  | "refresh_reused"
  | "session_revoked"
  | "token_not_for_us"
  | "provider_misconfigured"
  | "access_token_too_large"
  | "csrf_missing"
  | "csrf_mismatch"
  | "cross_site"
  | "origin_not_allowed"
  | "access_missing"
  | "access_expired"
  | "access_invalid"
  | "duplicate_cookie"
  | "malformed_request"
  | "transport_not_enabled"
  | "unsupported_media_type"
  | "not_found"
  | "state_mismatch"
  | "state_expired"
  | "access_denied"
  | "account_exists"
  | "registration_closed"
  | "identity_taken"
  | "last_way_in"
  | "insufficient_user_authentication";

/** What every refusal has. */
interface Common extends Error {
  readonly name: "SallyportError";
  /** The HTTP status; 0 when no answer came, or it was a redirect, or another window got it. */
  readonly status: number;
  /** Seconds to wait, from `Retry-After` (RFC 9110, section 10.2.3); absent when the server did not say. */
  readonly retryAfter?: number;
  /** The server property to change; only a server with diagnostics on sends it. */
  readonly hint?: string;
}

/**
 * The one error type of this client, a union that `code` tells apart: it is stable (the `code` member of the server's
 * RFC 9457 problem document), while `message` is for people and logs and may change.
 *
 * @example
 * ```ts
 * try {
 *   await client.signIn({ username, password });
 * } catch (error) {
 *   if (!(error instanceof SallyportError)) throw error;
 *   if (error.code === "too_many_attempts") show(`Try again in ${error.retryAfter ?? "a few"} seconds.`);
 *   else if (error.code === "network_error") show("You seem to be offline."); // its status is 0, and it has no retryAfter
 * }
 * ```
 */
export type SallyportError =
  | (Common & { readonly code: Unanswered; readonly status: 0; readonly retryAfter?: never; readonly hint?: never })
  | (Common & { readonly code: Busy })
  | (Common & { readonly code: Refused });

/** What is known about a refusal. `status` is 0 when no answer came, or it was a redirect, or another window got it. */
export interface Refusal {
  readonly code: SallyportErrorCode;
  readonly status: number;
  readonly message: string;
  readonly retryAfter?: number;
  readonly hint?: string;
  readonly cause?: unknown;
}

interface SallyportErrorConstructor {
  new (refusal: Refusal): SallyportError;
  readonly prototype: SallyportError;
}

// A class of its own type could not be a union, and `instanceof` would not tell its members apart.
export const SallyportError = class extends Error {
  constructor({ message, ...known }: Refusal) {
    // The cause, if there is one, is taken from it first: so it is none of what an error shows as JSON.
    super(message, known);
    Object.assign(this, { name: "SallyportError" }, known);
  }
} as unknown as SallyportErrorConstructor;
