/**
 * Why a request was refused: the server's stable codes, and five of the client's own.
 * - `network_error`: no answer came (offline, DNS, TLS, CORS).
 * - `redirected`: the server answered with a redirect. The client follows no redirect of a request that changes something.
 *   The change may have been made.
 * - `unexpected_answer`: the answer is not one of a Sallyport server, such as a proxy's HTML page.
 * - `popup_blocked`: the browser opened no window.
 * - `popup_closed`: the window was closed, or the browser cut the page off from it, before anybody was signed in.
 *
 * A newer server may send a code that is not listed here, so have a default case.
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

/** The properties of every member of the union. */
interface Common extends Error {
  readonly name: "SallyportError";
  /** The HTTP status. It is 0 when no answer came, when the answer was a redirect, or when another window got it. */
  readonly status: number;
  /** Seconds to wait, from `Retry-After` (RFC 9110, section 10.2.3). Absent when the server sent none. */
  readonly retryAfter?: number;
  /** The server property to change. Only a server with diagnostics on sends it. */
  readonly hint?: string;
}

/**
 * The only error type of this client: a union discriminated by `code`. The code is stable; it is the `code` member of the
 * server's RFC 9457 problem document. The `message` is for people and logs and may change.
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

/** What the constructor takes. `status` is 0 when no answer came, when the answer was a redirect, or when another window got it. */
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

// The type of a class cannot be a union, so a plain class would not let `code` narrow the other properties.
export const SallyportError = class extends Error {
  constructor({ message, ...known }: Refusal) {
    // `super` sets `cause` as a property that is not enumerable, and the assignment keeps it so: JSON does not show it.
    super(message, known);
    Object.assign(this, { name: "SallyportError" }, known);
  }
} as unknown as SallyportErrorConstructor;
