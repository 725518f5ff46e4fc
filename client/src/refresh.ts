import type { Session, SignedOut } from "./api/answers.js";
import { SallyportError } from "./api/sallyport-error.js";
import type { ClientContext } from "./lib/client-context.js";
import { sendWithCsrf } from "./lib/csrf.js";
import { delay } from "./lib/delay.js";
import { expiryOnPageClock } from "./lib/page-clock.js";
import { endsSession, errorFrom } from "./lib/problem.js";
import { readSession } from "./lib/read-answer.js";
import { orSendError } from "./lib/send.js";

/** Two attempts must fit into the server's grace period for a lost answer (30 s), with room for a slow network. */
const timeout = 8_000;
/** Longer than a refresh and its message to the other tabs take, and too short for anybody to notice. */
const messageDelay = 300;

/** Call it through `context.refreshFlight`, which allows only one at a time in this tab. */
export function refresh(context: ClientContext, lock = context.lock): Promise<Session> {
  const { state, sessionFlight, perTab } = context;
  const { version, latest } = state;
  return lock(async (waited) => {
    const changed = version !== state.version;
    if ((waited || changed) && !perTab) {
      const now = changed ? state.latest : await sessionFlight.run();
      // The tab before this one has refreshed or ended the session.
      if (now && (now.authenticated ? now.accessExpiresAt !== (latest as Session | undefined)?.accessExpiresAt : !now.refreshable))
        return latestSession(context);
    }
    return attempt(context).catch(async (error: SallyportError) => {
      // The server may have refreshed the session and its answer may be lost. Within its grace period the server gives the
      // same answer again. After it, the server would treat this tab as a thief.
      if (error.code !== "network_error") throw error;
      await delay(200 + Math.random() * 300);
      return attempt(context);
    });
  }, perTab ? 0 : messageDelay);
}

/** Whether the server said that this session is over. An unreachable server and one that is out of order do not say so. */
export function isRefreshRefusal(error: unknown): boolean {
  // A 401 with any other code comes from a proxy, which does not know who is signed in here.
  return (error as SallyportError).status === 401 && endsSession((error as SallyportError).code);
}

async function attempt(context: ClientContext): Promise<Session> {
  const { state, tabs } = context;
  const { version } = state;
  const sentAt = performance.now();
  const address = context.endpoint("/refresh");
  const response = await orSendError(
    sendWithCsrf(context, (init) =>
      // `keepalive`: a page that is closed now would lose the cookies of the answer. When it is opened again after the grace
      // period, the server would treat it as a thief.
      new Request(address, { method: "POST", keepalive: true, signal: AbortSignal.timeout?.(timeout), ...init }),
    ),
  );
  const outdated = version !== state.version;
  if (response.status === 401) return refused(context, response, outdated);
  const answer = await readSession(response);
  // A sign-out that finished meanwhile must not be undone by this answer.
  if (outdated) return latestSession(context);
  const { accessExpiresAt, session } = answer;
  const expiry = expiryOnPageClock(accessExpiresAt, response.headers, sentAt);
  state.change(answer, expiry);
  tabs.postOwn({ renewed: session.id, accessExpiresAt, left: expiry && expiry - performance.now() });
  return answer;
}

// An outdated refusal is about the session before a new sign-in, so it must not sign the new one out.
async function refused({ state, tabs }: ClientContext, response: Response, outdated: boolean): Promise<never> {
  const error = await errorFrom(response);
  const code = error.code as SignedOut["code"];
  if (!outdated && isRefreshRefusal(error) && state.end({ code, here: false })) tabs.postOwn({ ended: code });
  throw error;
}

function latestSession({ state }: ClientContext): Session {
  if (state.latest?.authenticated) return state.latest;
  throw new SallyportError({ code: "session_revoked", status: 401, message: "Signed out." });
}
