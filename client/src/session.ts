import type { Session, Visitor } from "./api/answers.js";
import { SallyportError } from "./api/sallyport-error.js";
import { backOff } from "./lib/back-off.js";
import type { ClientContext } from "./lib/client-context.js";
import { delay } from "./lib/delay.js";
import { isRefreshRefusal } from "./refresh.js";

export async function session(context: ClientContext): Promise<Session | Visitor> {
  const answer = await context.sessionFlight.run();
  if (answer.authenticated || !answer.refreshable) return answer;
  try {
    return await context.refreshFlight.run();
  } catch (error) {
    if (isRefreshRefusal(error)) return context.state.latest ?? { authenticated: false, refreshable: false };
    throw error;
  }
}

/** Never rejects: a page that gave up during an outage would have to be loaded again. */
export async function firstAnswer(context: ClientContext, closed: AbortSignal): Promise<Session | Visitor> {
  for (let failures = 0; ; failures++) {
    try {
      return await session(context);
    } catch (error) {
      context.state.fail(await whyUnavailable(context, error as SallyportError));
      await delay(backOff(failures, error));
      if (closed.aborted) return new Promise(() => {});
    }
  }
}

/**
 * To script, a server that is away and one whose CORS origins do not list this page look alike. A request in the mode `no-cors` tells
 * them apart: script may send it to any origin and learns only that an answer came. It carries no cookie and asks for nothing. The
 * server's own paths would not do: their answers forbid this use (`Cross-Origin-Resource-Policy`).
 */
async function whyUnavailable({ origin, fetch }: ClientContext, error: SallyportError): Promise<SallyportError> {
  if (origin.isPage || error.code !== "network_error") return error;
  const init = { method: "HEAD", mode: "no-cors", credentials: "omit", signal: AbortSignal.timeout?.(5_000) } as const;
  const answer = await fetch(new Request(origin.endpoint("/"), init)).catch(() => undefined);
  return answer?.type === "opaque"
    ? new SallyportError({ code: "origin_not_allowed", status: 0, message: "No answer read.", cause: error })
    : error;
}
