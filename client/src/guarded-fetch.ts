import type { Session, Visitor } from "./answers.js";
import type { Connection } from "./lib/connection.js";
import { codeOf } from "./lib/problem.js";
import { replayable } from "./lib/replayable.js";
import { samePerson } from "./lib/same-person.js";
import { isSafe, throughSecondDoor } from "./lib/second-door.js";
import { send } from "./lib/send.js";
import { refusedRefresh } from "./refresh.js";
import { session } from "./session.js";

export async function guardedFetch(to: Connection, input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const isRequest = input instanceof Request;
  const url = to.origin.resolve(isRequest ? input.url : input);
  const target = isRequest ? input : url;
  const home = to.origin.owns(url);
  if (!home && !to.carriesTo(url)) return to.fetch(target, init);
  const request = new Request(target, init);
  // Asked to go without cookies, a request has no use for either door.
  if (request.credentials === "omit") return to.fetch(request);
  const { signal } = request;
  signal.throwIfAborted();
  // Whoever gives up waits for no refresh and no dialog, which others may be waiting for, too.
  return new Promise((resolve, reject) => {
    signal.onabort = () => reject(signal.reason as Error);
    passage(to, request, home)
      .finally(() => (signal.onabort = null))
      .then(resolve, reject);
  });
}

async function passage(to: Connection, request: Request, home: boolean): Promise<Response> {
  const make = await replayable(request);
  const sent = { version: to.state.version, by: to.state.latest };
  // `session` refreshes where `ask` would leave open who is signed in, and so with whose token to try again.
  let response = await (home ? throughSecondDoor(to, make, () => session(to)) : send(to, make));
  const untried = new Set(Object.values(remedies));
  for (;;) {
    const remedy = response.status === 401 && remedies[request.method === "HEAD" ? "access_expired" : await codeOf(response)];
    // Each helps once at most. So nothing is ever sent in a loop.
    if (!remedy || !untried.delete(remedy) || !(await remedy(to, sent))) return response;
    // Bare, without a second look at the token: what has just succeeded has proved it.
    response = await send(to, make, !home || isSafe(request.method) ? undefined : to.state.csrf);
  }
}

interface Sent {
  readonly version: number;
  readonly by: Session | Visitor | undefined;
}

/** Answers whether the request may be sent again. */
type Remedy = (to: Connection, sent: Sent) => Promise<boolean>;

// A refresh, or a sign-in, that finished while the request was under way has done what is needed already.
async function renewed({ state, refreshing }: Connection, sent: Sent): Promise<boolean> {
  try {
    const now = state.version === sent.version ? await refreshing.run() : state.latest;
    return !!now?.authenticated && samePerson(sent.by, now);
  } catch (error) {
    if (refusedRefresh(error)) return false;
    throw error;
  }
}

async function steppedUp({ state, steppingUp }: Connection, sent: Sent): Promise<boolean> {
  return (await steppingUp.run()) && samePerson(sent.by, state.latest);
}

// The server is asked once more before anybody is told: another tab may have signed in while the request was under way.
async function confirmed(to: Connection, sent: Sent): Promise<boolean> {
  if (to.state.version === sent.version) await session(to).catch(() => undefined);
  return false;
}

const remedies: Partial<Record<string, Remedy>> = {
  access_missing: renewed,
  access_expired: renewed,
  access_invalid: renewed,
  insufficient_user_authentication: steppedUp,
  session_revoked: confirmed,
};
