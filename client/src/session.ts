import type { Session, Visitor } from "./answers.js";
import { backOff } from "./lib/back-off.js";
import type { Connection } from "./lib/connection.js";
import { pause } from "./lib/pause.js";
import { refusedRefresh } from "./refresh.js";

export async function session(connection: Connection): Promise<Session | Visitor> {
  const answer = await connection.asking.run();
  if (answer.authenticated || !answer.refreshable) return answer;
  try {
    return await connection.refreshing.run();
  } catch (error) {
    if (refusedRefresh(error)) return connection.state.latest ?? { authenticated: false, refreshable: false };
    throw error;
  }
}

/** Never rejects: an outage while the page loads is no answer, and a page that gave up would have to be loaded again. */
export async function firstAnswer(connection: Connection, closed: AbortSignal): Promise<Session | Visitor> {
  for (let failures = 0; ; failures++) {
    try {
      return await session(connection);
    } catch (error) {
      await pause(backOff(failures, error));
      if (closed.aborted) return new Promise(() => {});
    }
  }
}
