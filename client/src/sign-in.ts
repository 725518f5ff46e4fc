import type { Session } from "./answers.js";
import type { Connection } from "./lib/connection.js";
import { endOnPageClock } from "./lib/monotonic.js";
import { readSession } from "./lib/read-answer.js";
import { throughSecondDoor } from "./lib/second-door.js";

/**
 * What a person types in to sign in.
 *
 * @example
 * ```ts
 * const credentials: Credentials = { username: "ada", password: field.value };
 * ```
 */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export function signIn(connection: Connection, { username, password }: Credentials): Promise<Session> {
  return signInAt(connection, "/login", { username, password });
}

/** Every sign-in by a request of the page's own, whatever proves who it is. */
export async function signInAt(connection: Connection, name: string, proof: object): Promise<Session> {
  const { refreshing, oneTab, state, tabs } = connection;
  // Its cookies, landing after ours, would bring the old session back; so would another tab's.
  await refreshing.settled();
  return oneTab(async () => {
    const sentAt = performance.now();
    const response = await throughSecondDoor(
      connection,
      (init) =>
        new Request(connection.endpoint(name), {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          // Named outright: a server that does not offer cookies must refuse, not answer with tokens in the body.
          body: JSON.stringify({ ...proof, transport: "cookie" }),
          ...init,
        }),
    );
    const answer = await readSession(response);
    state.become(answer, endOnPageClock(answer.accessExpiresAt, response.headers, sentAt));
    tabs.say("changed");
    return answer;
  });
}
