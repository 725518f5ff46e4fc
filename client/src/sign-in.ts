import type { Session } from "./api/answers.js";
import type { Credentials } from "./api/credentials.js";
import type { ClientContext } from "./lib/client-context.js";
import { sendWithCsrf } from "./lib/csrf.js";
import { expiryOnPageClock } from "./lib/page-clock.js";
import { readSession } from "./lib/read-answer.js";

export function signIn(context: ClientContext, { username, password }: Credentials): Promise<Session> {
  return postSignIn(context, "/login", { username, password });
}

/** Sends every sign-in that is a request of the page itself, whatever the credentials are. */
export async function postSignIn(context: ClientContext, name: string, credentials: object): Promise<Session> {
  const { refreshFlight, lock, state, tabs } = context;
  // The cookies of a refresh that is under way could arrive after those of the sign-in and bring the old session back. The
  // same is true of a refresh in another tab, hence the lock.
  await refreshFlight.settled();
  return lock(async () => {
    const sentAt = performance.now();
    const response = await sendWithCsrf(
      context,
      (init) =>
        new Request(context.endpoint(name), {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          // The transport is always named: a server that does not allow cookies must refuse, not put tokens into the body.
          body: JSON.stringify({ ...credentials, transport: "cookie" }),
          ...init,
        }),
    );
    const answer = await readSession(response);
    state.change(answer, expiryOnPageClock(answer.accessExpiresAt, response.headers, sentAt));
    tabs.post("changed");
    return answer;
  });
}
