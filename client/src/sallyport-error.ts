/**
 * Why a request was refused: the server's stable codes, and four of the client's own. `network_error` means no answer
 * came (offline, DNS, TLS, CORS); `unexpected_answer` that one came which is not the contract's (a proxy's HTML page,
 * a code of a newer server); `popup_blocked` that the browser opened no window; `popup_closed` that the window was
 * closed, or the browser took it out of sight, before anybody was signed in.
 *
 * @example
 * ```ts
 * const worthRetrying = (code: SallyportErrorCode) => code === "network_error" || code === "store_unavailable";
 * ```
 */
export type SallyportErrorCode = (typeof serverCodes)[number] | ClientCode;

type ClientCode = "network_error" | "unexpected_answer" | "popup_blocked" | "popup_closed";

const serverCodes = [
  "credentials_rejected",
  "too_many_attempts",
  "refresh_missing",
  "refresh_unknown",
  "refresh_expired",
  "refresh_reused",
  "session_revoked",
  "token_not_for_us",
  "csrf_missing",
  "csrf_mismatch",
  "cross_site",
  "origin_not_allowed",
  "access_missing",
  "access_expired",
  "access_invalid",
  "duplicate_cookie",
  "malformed_request",
  "transport_not_enabled",
  "unsupported_media_type",
  "store_unavailable",
  "state_mismatch",
  "state_expired",
  "access_denied",
  "provider_unavailable",
  "account_exists",
  "registration_closed",
  "identity_taken",
  "last_way_in",
  "insufficient_user_authentication",
] as const;

/** What is known about a refusal. `status` is 0 when no answer came, or another window got it. */
export interface Refusal {
  readonly code: SallyportErrorCode;
  readonly status: number;
  readonly message: string;
  readonly retryAfter?: number;
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * The one error type of this client. Branch on `code`, which is stable (the `code` member of the server's RFC 9457
 * problem document); `message` is for people and logs and may change.
 *
 * @example
 * ```ts
 * try {
 *   await client.signIn({ username, password });
 * } catch (error) {
 *   if (!(error instanceof SallyportError)) throw error;
 *   if (error.code === "too_many_attempts") show(`Try again in ${error.retryAfter} seconds.`);
 * }
 * ```
 */
export class SallyportError extends Error {
  readonly code: SallyportErrorCode;
  /** The HTTP status; 0 when no answer came, or another window got it. */
  readonly status: number;
  /** Seconds to wait, from `Retry-After` (RFC 9110, section 10.2.3); absent when the server did not say. */
  declare readonly retryAfter?: number;
  /** The server property to change; only a server with diagnostics on sends it. */
  declare readonly hint?: string;

  constructor(refusal: Refusal) {
    super(refusal.message, refusal.cause === undefined ? undefined : { cause: refusal.cause });
    this.name = "SallyportError";
    this.code = refusal.code;
    this.status = refusal.status;
    if (refusal.retryAfter !== undefined) this.retryAfter = refusal.retryAfter;
    if (refusal.hint !== undefined) this.hint = refusal.hint;
  }
}

export function isServerCode(code: unknown): code is (typeof serverCodes)[number] {
  return (serverCodes as readonly unknown[]).includes(code);
}
