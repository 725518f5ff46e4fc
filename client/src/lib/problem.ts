import { isServerCode, SallyportError } from "../sallyport-error.js";

/** The `code` of a refusal, read from a copy so that the caller still gets an unread body. */
export async function codeOf(response: Response): Promise<string | undefined> {
  const { code } = await problemIn(response.clone());
  return typeof code === "string" ? code : undefined;
}

export async function errorFrom(response: Response): Promise<SallyportError> {
  const problem = await problemIn(response);
  const retryAfter = secondsToWait(response.headers);
  return new SallyportError({
    code: isServerCode(problem["code"]) ? problem["code"] : "unexpected_answer",
    status: response.status,
    message: text(problem["detail"]) ?? text(problem["title"]) ?? `The server answered ${response.status}.`,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(typeof problem["hint"] === "string" && { hint: problem["hint"] }),
  });
}

// The media type is not consulted: proxies rewrite it, and a body that is no JSON object is harmless to try.
async function problemIn(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

// RFC 9110, 10.2.3 also allows a date. It is set against the server's own Date: the local clock may be hours off.
function secondsToWait(headers: Headers): number | undefined {
  const value = headers.get("Retry-After");
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const wait = (Date.parse(value) - Date.parse(headers.get("Date") ?? "")) / 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
