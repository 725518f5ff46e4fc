/**
 * Why a request was refused: the server's stable codes, and two of the client's own. `network_error` means no answer
 * came (offline, DNS, TLS, CORS); `unexpected_answer` that one came which is not the contract's (a proxy's HTML page,
 * a code of a newer server).
 *
 * @example
 * ```ts
 * const worthRetrying = (code: SallyportErrorCode) => code === "network_error" || code === "store_unavailable";
 * ```
 */
export type SallyportErrorCode = (typeof serverCodes)[number] | "network_error" | "unexpected_answer";

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
] as const;

/** What is known about a refusal. `status` is 0 when no answer came. */
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
  /** The HTTP status; 0 when no answer came. */
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
