import type { Session } from "./answers.js";
import type { Connection } from "./lib/connection.js";
import { here, leaveFor } from "./lib/leave.js";
import { isServerCode, SallyportError, type SallyportErrorCode } from "./sallyport-error.js";
import { session } from "./session.js";
import { ofProvider, type SocialSignIn } from "./social.js";

/** What the last page in the window says of itself; `code` only of a sign-in that came to nothing. */
interface LastWord {
  readonly social: string;
  readonly code?: unknown;
}

export async function socialSignIn(
  connection: Connection,
  provider: string,
  { popup, returnTo }: SocialSignIn = {},
): Promise<Session> {
  const start = connection.endpoint(ofProvider(provider, "start"));
  // No `await` before the window is open: past one, the click no longer counts as the person's wish.
  if (popup) return inPopup(connection, start);
  start.searchParams.set("returnTo", returnTo ?? here());
  return leaveFor(start);
}

async function inPopup(connection: Connection, start: URL): Promise<Session> {
  const { asking, state, tabs } = connection;
  const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
  start.searchParams.set("returnTo", `${connection.endpoint("/social/done").pathname}#${id}`);
  const before = state.latest?.authenticated && state.latest.session.id;
  const popup = open(start, "_blank", "popup,width=520,height=680");
  if (!popup) throw failure("popup_blocked");
  const word = await lastWord(connection, popup, id);
  // A question that left before the sign-in was done would be answered with what was before.
  await asking.settled();
  const answer = await session(connection);
  // Whoever was signed in already still is when they close the window: that alone is no sign-in.
  if (answer.authenticated && ((word && word.code === undefined) || answer.session.id !== before)) {
    tabs.tell();
    return answer;
  }
  throw failure(!word?.code ? "popup_closed" : isServerCode(word.code) ? word.code : "unexpected_answer");
}

/** Nothing when the window was closed without one. A server on another origin is out of earshot and always ends so. */
function lastWord({ tabs }: Connection, popup: Window, id: string): Promise<LastWord | undefined> {
  return new Promise((resolve) => {
    const end = (word?: LastWord) => {
      clearInterval(watch);
      deafen();
      resolve(word);
    };
    const watch = setInterval(() => popup.closed && end(), 500);
    const deafen = tabs.listen((words) => {
      const word = words as LastWord | null;
      if (word?.social === id) end(word);
    });
  });
}

function failure(code: SallyportErrorCode): SallyportError {
  return new SallyportError({ code, status: 0, message: `Nobody was signed in by the window: ${code}.` });
}
