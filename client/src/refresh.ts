import type { Session, SignedOut } from "./answers.js";
import type { Connection } from "./lib/connection.js";
import { endOnPageClock } from "./lib/monotonic.js";
import { pause } from "./lib/pause.js";
import { endsSession, errorFrom } from "./lib/problem.js";
import { readSession } from "./lib/read-answer.js";
import { throughSecondDoor } from "./lib/second-door.js";
import { orNoAnswer } from "./lib/send.js";
import { SallyportError } from "./sallyport-error.js";

/** Two attempts must fit into the server's grace for a lost answer (30 s), with room for a slow network. */
const patience = 8_000;
/** Longer than a refresh takes and than word of it needs to the other tabs, shorter than anybody notices. */
const news = 300;

/** Run it through `connection.refreshing`, which lets only one be under way in this tab. */
export function refresh(connection: Connection, oneTab = connection.oneTab): Promise<Session> {
  const { state, asking, perTab } = connection;
  const { version, latest } = state;
  return oneTab(async (waited) => {
    const told = version !== state.version;
    if ((waited || told) && !perTab) {
      const now = told ? state.latest : await asking.run();
      // Renewed or ended, by whoever went before.
      if (now && (now.authenticated ? now.accessExpiresAt !== (latest as Session | undefined)?.accessExpiresAt : !now.refreshable))
        return newest(connection);
    }
    return attempt(connection).catch(async (error: SallyportError) => {
      // The answer may have been lost and the refresh done. Within its grace the server gives the same answer again;
      // later it would take this tab for a thief.
      if (error.code !== "network_error") throw error;
      await pause(200 + Math.random() * 300);
      return attempt(connection);
    });
  }, perTab ? 0 : news);
}

/** Whether the server said that this sign-in is over, as opposed to being out of reach or out of order. */
export function refusedRefresh(error: unknown): boolean {
  // A 401 in other words is a proxy's, and who is signed in here is none of its business.
  return (error as SallyportError).status === 401 && endsSession((error as SallyportError).code);
}

async function attempt(connection: Connection): Promise<Session> {
  const { state, tabs } = connection;
  const { version } = state;
  const sentAt = performance.now();
  const address = connection.endpoint("/refresh");
  const response = await orNoAnswer(
    throughSecondDoor(connection, (init) =>
      // Kept alive: a page that is closed just now would lose the answer's cookies, and whoever comes back after the grace
      // would be taken for a thief.
      new Request(address, { method: "POST", keepalive: true, signal: AbortSignal.timeout?.(patience), ...init }),
    ),
  );
  const overtaken = version !== state.version;
  if (response.status === 401) return refused(connection, response, overtaken);
  const answer = await readSession(response);
  if (overtaken) return newest(connection);
  const { accessExpiresAt, session } = answer;
  const accessEnd = endOnPageClock(accessExpiresAt, response.headers, sentAt);
  state.become(answer, accessEnd);
  tabs.sayUnlessTold({ renewed: session.id, accessExpiresAt, left: accessEnd && accessEnd - performance.now() });
  return answer;
}

// A refusal that a new sign-in has overtaken is about the old session: it must not sign the new one out.
async function refused({ state, tabs }: Connection, response: Response, overtaken: boolean): Promise<never> {
  const error = await errorFrom(response);
  const code = error.code as SignedOut["code"];
  if (!overtaken && refusedRefresh(error) && state.end({ code, here: false })) tabs.sayUnlessTold({ ended: code });
  throw error;
}

// Nor may a refresh that a sign-out has overtaken sign the page in again.
function newest({ state }: Connection): Session {
  if (state.latest?.authenticated) return state.latest;
  throw new SallyportError({ code: "session_revoked", status: 401, message: "Signed out." });
}
