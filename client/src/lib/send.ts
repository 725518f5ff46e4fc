import type { Csrf } from "../answers.js";
import { SallyportError } from "../sallyport-error.js";
import type { Connection } from "./connection.js";
import type { RequestMaker } from "./replayable.js";

/** One request to our own origin, with its cookies and, where given, the CSRF token. */
export async function send(to: Connection, make: RequestMaker, csrf?: Csrf): Promise<Response> {
  const request = make({
    // A browser repeats our header when a 307 leads elsewhere. Either mode makes it refuse that step.
    ...(to.origin.isPage
      ? { credentials: "same-origin", ...(csrf && { mode: "same-origin" }) }
      : { credentials: "include", ...(csrf && { redirect: "error" }) }),
  });
  if (csrf) request.headers.set(csrf.header, csrf.token);
  try {
    request.signal.throwIfAborted();
    return await to.fetch(request);
  } catch (cause) {
    throw request.signal.aborted ? cause : noAnswer(cause);
  }
}

export function noAnswer(cause: unknown): SallyportError {
  return new SallyportError({ code: "network_error", status: 0, message: "No answer from the server.", cause });
}
