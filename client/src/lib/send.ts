import type { Csrf } from "../api/answers.js";
import { SallyportError } from "../api/sallyport-error.js";
import type { ClientContext } from "./client-context.js";
import type { RequestFactory } from "./repeatable-request.js";

/** Sends one request to the server's origin, with its cookies and, where given, the CSRF token. */
export async function send(to: ClientContext, make: RequestFactory, csrf?: Csrf): Promise<Response> {
  const request = make({
    credentials: to.origin.isPage ? "same-origin" : "include",
    // A browser sends the CSRF header again when a 307 leads to another origin. `redirect: "manual"` and the mode
    // `same-origin` both prevent that. With the mode alone the request fails as if no answer had come, and a caller that then
    // sent it again might pay twice.
    ...(csrf && make().mode !== "same-origin" && { redirect: "manual" }),
  });
  if (csrf) request.headers.set(csrf.header, csrf.token);
  try {
    request.signal.throwIfAborted();
    const response = await to.fetch(request);
    if (csrf && response.type === "opaqueredirect") throw sendError();
    return response;
  } catch (cause) {
    throw request.signal.aborted ? cause : sendError(cause);
  }
}

/** A `network_error` with its cause. Without a cause it is `redirected`: an answer came that script may not read. */
export function sendError(cause?: unknown): SallyportError {
  return cause instanceof SallyportError
    ? cause
    : new SallyportError({ code: cause ? "network_error" : "redirected", status: 0, message: "No answer read.", cause });
}

/** Makes every rejection a {@link SallyportError}. */
export function orSendError<T>(sent: Promise<T>): Promise<T> {
  return sent.catch((cause: unknown) => {
    throw sendError(cause);
  });
}
