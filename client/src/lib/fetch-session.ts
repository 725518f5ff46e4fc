import type { Session, Visitor } from "../api/answers.js";
import type { ClientContext } from "./client-context.js";
import { expiryOnPageClock } from "./page-clock.js";
import { readAnswer } from "./read-answer.js";
import { send } from "./send.js";

/** GET session: who is signed in, and the current CSRF token. It changes nothing on the server. */
export async function fetchSession(context: ClientContext): Promise<Session | Visitor> {
  const { state } = context;
  const { version } = state;
  const sentAt = performance.now();
  const response = await send(context, (init) => new Request(context.endpoint("/session"), init));
  const answer = await readAnswer(response);
  // A sign-in, refresh or sign-out finished while this request was under way. Its result is newer than this answer.
  if (version !== state.version) return state.latest ?? answer;
  if (answer.authenticated) state.observe(answer, expiryOnPageClock(answer.accessExpiresAt, response.headers, sentAt));
  // With a refresh cookie the person may still be signed in. Only a refresh can tell, so listeners are not called yet.
  else if (answer.refreshable) state.csrf = answer.csrf;
  else state.observe(answer);
  return answer;
}
