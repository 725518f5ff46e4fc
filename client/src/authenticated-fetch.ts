import type { Session, Visitor } from "./api/answers.js";
import type { ClientContext } from "./lib/client-context.js";
import { isSafeMethod, sendWithCsrf } from "./lib/csrf.js";
import { isSameUser } from "./lib/is-same-user.js";
import { codeOf } from "./lib/problem.js";
import { repeatableRequest } from "./lib/repeatable-request.js";
import { send } from "./lib/send.js";
import { isRefreshRefusal } from "./refresh.js";
import { session } from "./session.js";

export async function authenticatedFetch(to: ClientContext, input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const isRequest = input instanceof Request;
  const url = to.origin.resolve(isRequest ? input.url : input);
  const target = isRequest ? input : url;
  const isServer = to.origin.matches(url);
  if (!isServer && !to.carriesTo(url)) return to.fetch(target, init);
  const request = new Request(target, init);
  // A request without cookies needs no CSRF token and no refresh.
  if (request.credentials === "omit") return to.fetch(request);
  const { signal } = request;
  signal.throwIfAborted();
  // An aborted request rejects at once. The refresh or the dialog that it waits for goes on, since others may wait for it too.
  return new Promise((resolve, reject) => {
    signal.onabort = () => reject(signal.reason as Error);
    sendWithRecovery(to, request, isServer)
      .finally(() => (signal.onabort = null))
      .then(resolve, reject);
  });
}

async function sendWithRecovery(to: ClientContext, request: Request, isServer: boolean): Promise<Response> {
  const make = await repeatableRequest(request);
  const sent = { version: to.state.version, by: to.state.latest };
  // `session` refreshes where GET session alone would leave open who is signed in, and so whose CSRF token to use.
  let response = await (isServer ? sendWithCsrf(to, make, () => session(to)) : send(to, make));
  const untried = new Set(Object.values(recoveries));
  for (;;) {
    const recover = response.status === 401 && recoveries[request.method === "HEAD" ? "access_expired" : await codeOf(response)];
    // Each recovery is tried once at most, so no request is sent in a loop.
    if (!recover || !untried.delete(recover) || !(await recover(to, sent))) return response;
    // The CSRF token is not checked a second time: the recovery that has just succeeded used it.
    response = await send(to, make, !isServer || isSafeMethod(request.method) ? undefined : to.state.csrf);
  }
}

interface Sent {
  readonly version: number;
  readonly by: Session | Visitor | undefined;
}

/** Resolves to whether the request may be sent again. */
type Recovery = (to: ClientContext, sent: Sent) => Promise<boolean>;

// A refresh or sign-in that finished while the request was under way makes another refresh unnecessary.
async function refreshed({ state, refreshFlight }: ClientContext, sent: Sent): Promise<boolean> {
  try {
    const now = state.version === sent.version ? await refreshFlight.run() : state.latest;
    return !!now?.authenticated && isSameUser(sent.by, now);
  } catch (error) {
    if (isRefreshRefusal(error)) return false;
    throw error;
  }
}

async function steppedUp({ state, stepUpFlight }: ClientContext, sent: Sent): Promise<boolean> {
  return (await stepUpFlight.run()) && isSameUser(sent.by, state.latest);
}

// The server is asked again before listeners are called: another tab may have signed in while the request was under way.
async function confirmed(to: ClientContext, sent: Sent): Promise<boolean> {
  if (to.state.version === sent.version) await session(to).catch(() => undefined);
  return false;
}

const recoveries: Partial<Record<string, Recovery>> = {
  access_missing: refreshed,
  access_expired: refreshed,
  access_invalid: refreshed,
  insufficient_user_authentication: steppedUp,
  session_revoked: confirmed,
};
