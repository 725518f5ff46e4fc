import type { Session } from "./answers.js";
import type { Connection } from "./lib/connection.js";
import { endOnPageClock } from "./lib/monotonic.js";
import { errorFrom } from "./lib/problem.js";
import { readSession } from "./lib/read-answer.js";
import { throughSecondDoor } from "./lib/second-door.js";
import { SallyportError } from "./sallyport-error.js";

/** Run it through `connection.refreshing`, which lets only one be under way. */
export async function refresh(connection: Connection): Promise<Session> {
  const { version } = connection.state;
  const sentAt = performance.now();
  const response = await throughSecondDoor(
    connection,
    (init) => new Request(connection.endpoint("/refresh"), { method: "POST", ...init }),
  );
  const overtaken = version !== connection.state.version;
  if (response.status === 401) return refused(connection, response, overtaken);
  const answer = await readSession(response);
  if (overtaken) return newest(connection);
  connection.state.become(answer, endOnPageClock(answer.accessExpiresAt, response.headers, sentAt));
  connection.tabs.tellUnlessTold();
  return answer;
}

/** Whether the server said that this sign-in is over, as opposed to being out of reach or out of order. */
export function refusedRefresh(error: unknown): boolean {
  return error instanceof SallyportError && error.status === 401;
}

// A refusal that a new sign-in has overtaken is about the old session: it must not sign the new one out.
async function refused(connection: Connection, response: Response, overtaken: boolean): Promise<never> {
  if (!overtaken && connection.state.end()) connection.tabs.tellUnlessTold();
  throw await errorFrom(response);
}

// Nor may a refresh that a sign-out has overtaken sign the page in again.
function newest({ state }: Connection): Session {
  if (state.latest?.authenticated) return state.latest;
  throw new SallyportError({ code: "session_revoked", status: 401, message: "Signed out while refreshing." });
}
