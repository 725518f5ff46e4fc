import type { Session } from "./answers.js";
import type { Connection } from "./lib/connection.js";
import { here, leaveFor, ofProvider } from "./lib/leave.js";
import { codeIn } from "./lib/problem.js";
import { SallyportError, type SallyportErrorCode } from "./sallyport-error.js";
import { session } from "./session.js";
import type { SocialSignIn } from "./social.js";

/** What the last page in the window says of itself; `code` only of a sign-in that came to nothing. */
interface LastWord {
  readonly code?: unknown;
}

/** @param opened the window to sign in in, still empty; `null` where the browser opened none */
export async function socialSignIn(
  connection: Connection,
  provider: string,
  { returnTo }: SocialSignIn = {},
  opened?: Window | null,
): Promise<Session> {
  const start = connection.endpoint(ofProvider(provider, "start"));
  if (opened !== undefined) return inPopup(connection, start, opened);
  start.searchParams.set("returnTo", returnTo ?? here());
  return leaveFor(start);
}

async function inPopup(connection: Connection, start: URL, opened: Window | null): Promise<Session> {
  if (!opened) throw failure("popup_blocked");
  const { asking, state, tabs } = connection;
  const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
  start.searchParams.set("returnTo", `${connection.endpoint("/social/done").pathname}#${id}`);
  const before = state.latest?.authenticated && state.latest.session.id;
  opened.location.assign(start);
  const word = await lastWord(connection, opened, id);
  // A question that left before the sign-in was done would be answered with what was before.
  await asking.settled();
  const answer = await session(connection);
  // Whoever was signed in already still is when they close the window: that alone is no sign-in.
  if (answer.authenticated && ((word && word.code === undefined) || answer.session.id !== before)) {
    tabs.say("changed");
    return answer;
  }
  throw failure(word?.code ? codeIn(word) : "popup_closed");
}

/** Nothing when the window was closed without one. A server on another origin is out of earshot and always ends so. */
function lastWord({ endpoint }: Connection, opened: Window, id: string): Promise<LastWord | undefined> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(`sallyport ${endpoint("")}`);
    const end = (word?: LastWord) => {
      clearInterval(watch);
      channel.close();
      resolve(word);
    };
    const watch = setInterval(() => opened.closed && end(), 500);
    channel.onmessage = ({ data }) => data?.social === id && end(data);
  });
}

function failure(code: SallyportErrorCode): SallyportError {
  return new SallyportError({ code, status: 0, message: `Nobody was signed in by the window: ${code}.` });
}
