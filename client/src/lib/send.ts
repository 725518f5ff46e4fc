import type { Csrf } from "../answers.js";
import { SallyportError } from "../sallyport-error.js";
import type { Connection } from "./connection.js";
import type { RequestMaker } from "./replayable.js";

/** One request to our own origin, with its cookies and, where given, the CSRF token. */
export async function send(to: Connection, make: RequestMaker, csrf?: Csrf): Promise<Response> {
  const request = make({
    credentials: to.origin.isPage ? "same-origin" : "include",
    // A browser repeats our header when a 307 leads elsewhere, unless one of these keeps it from that step. The mode makes it
    // fail as if no answer had come, and whoever then tried again would pay twice.
    ...(csrf && make().mode !== "same-origin" && { redirect: "manual" }),
  });
  if (csrf) request.headers.set(csrf.header, csrf.token);
  try {
    request.signal.throwIfAborted();
    const response = await to.fetch(request);
    if (csrf && response.type === "opaqueredirect") throw noAnswer();
    return response;
  } catch (cause) {
    throw request.signal.aborted ? cause : noAnswer(cause);
  }
}

/** Without a cause one came, and nobody here may read it: a redirect. */
export function noAnswer(cause?: unknown): SallyportError {
  return cause instanceof SallyportError
    ? cause
    : new SallyportError({ code: cause ? "network_error" : "redirected", status: 0, message: "No answer read.", cause });
}

/** Whatever comes of it, a failure is one of ours. */
export function orNoAnswer<T>(sent: Promise<T>): Promise<T> {
  return sent.catch((cause: unknown) => {
    throw noAnswer(cause);
  });
}
