import { SallyportError, type SallyportErrorCode } from "../api/sallyport-error.js";

/** The `code` of a refusal. It is read from a copy, so that the caller still gets an unread body. */
export async function codeOf(response: Response): Promise<string> {
  return codeIn(await problemIn(response.clone()));
}

export async function errorFrom(response: Response): Promise<SallyportError> {
  const problem = await problemIn(response);
  const { detail, title, hint } = problem;
  const retryAfter = secondsToWait(response.headers);
  return new SallyportError({
    code: codeIn(problem),
    status: response.status,
    message: String(detail ?? title ?? `The server answered ${response.status}.`),
    ...(retryAfter >= 0 && { retryAfter }),
    ...(typeof hint === "string" && { hint }),
  });
}

/** A code that only a newer server knows is passed on unchanged: the app may know what it means. */
export function codeIn({ code }: { readonly code?: unknown }): SallyportErrorCode {
  return typeof code === "string" && /^[a-z_]+$/.test(code) ? (code as SallyportErrorCode) : "unexpected_answer";
}

/** Whether the code says that the session has ended. A proxy, or a server that is out of order, sends no such code. */
export function endsSession(code: string): boolean {
  return /^(refresh_|session_revoked)/.test(code);
}

// The media type is not checked: proxies rewrite it, and trying to parse a body that is not JSON is harmless.
async function problemIn(response: Response): Promise<Record<string, unknown>> {
  return (await response.json().catch(() => undefined)) ?? {};
}

/** NaN when there is no Retry-After. A date in it (RFC 9110, 10.2.3) is compared with the server's: the local clock may be hours off. */
function secondsToWait(headers: Headers): number {
  const value = headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(value) ? +value : (Date.parse(value) - Date.parse(headers.get("Date") ?? "")) / 1000;
  return Math.max(0, wait);
}
