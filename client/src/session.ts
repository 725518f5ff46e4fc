import type { Session, Visitor } from "./api/answers.js";
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
      await delay(backOff(failures, error));
      if (closed.aborted) return new Promise(() => {});
    }
  }
}
