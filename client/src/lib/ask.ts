import type { Session, Visitor } from "../answers.js";
import type { Connection } from "./connection.js";
import { endOnPageClock } from "./monotonic.js";
import { readAnswer } from "./read-answer.js";
import { send } from "./send.js";

/** GET session: who is signed in, and the CSRF token of the moment. Changes nothing on the server. */
export async function ask(connection: Connection): Promise<Session | Visitor> {
  const { state } = connection;
  const { version } = state;
  const sentAt = performance.now();
  const response = await send(connection, (init) => new Request(connection.endpoint("/session"), init));
  const answer = await readAnswer(response);
  // A sign-in, refresh or sign-out overtook the question: its outcome is newer than this answer.
  if (version !== state.version) return state.latest ?? answer;
  if (answer.authenticated) state.learn(answer, endOnPageClock(answer.accessExpiresAt, response.headers, sentAt));
  // With a refresh cookie the person may well be signed in: only the refresh tells, so nobody is told anything yet.
  else if (answer.refreshable) state.csrf = answer.csrf;
  else state.learn(answer);
  return answer;
}
