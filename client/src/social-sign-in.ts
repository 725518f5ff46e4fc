import type { Session } from "./api/answers.js";
import { SallyportError, type SallyportErrorCode } from "./api/sallyport-error.js";
import type { SocialSignIn } from "./api/social.js";
import type { ClientContext } from "./lib/client-context.js";
import { currentPath, navigateTo, providerPath } from "./lib/navigation.js";
import { codeIn } from "./lib/problem.js";
import { session } from "./session.js";

/** The message of the last page in the popup. It has a `code` only when the sign-in failed. */
interface PopupMessage {
  readonly code?: unknown;
}

/** @param popup the window for the sign-in, still empty; `null` when the browser opened none */
export async function socialSignIn(
  context: ClientContext,
  provider: string,
  { returnTo }: SocialSignIn = {},
  popup?: Window | null,
): Promise<Session> {
  const start = context.endpoint(providerPath(provider, "start"));
  if (popup !== undefined) return signInWithPopup(context, start, popup);
  start.searchParams.set("returnTo", returnTo ?? currentPath());
  return navigateTo(start);
}

async function signInWithPopup(context: ClientContext, start: URL, popup: Window | null): Promise<Session> {
  if (!popup) throw popupError("popup_blocked");
  const { sessionFlight, state, tabs } = context;
  const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
  start.searchParams.set("returnTo", `${context.endpoint("/social/done").pathname}#${id}`);
  const before = state.latest?.authenticated && state.latest.session.id;
  popup.location.assign(start);
  const message = await popupMessage(context, popup, id);
  // A session request that was sent before the sign-in would return the state before it.
  await sessionFlight.settled();
  const answer = await session(context);
  // A person who was signed in before and just closes the window is still signed in. That alone is no new sign-in.
  if (answer.authenticated && ((message && message.code === undefined) || answer.session.id !== before)) {
    tabs.post("changed");
    return answer;
  }
  throw popupError(message?.code ? codeIn(message) : "popup_closed");
}

/**
 * `undefined` when the window was closed without a message. A server on another origin cannot send one, so there it is always
 * `undefined`.
 */
function popupMessage({ endpoint }: ClientContext, popup: Window, id: string): Promise<PopupMessage | undefined> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(`sallyport ${endpoint("")}`);
    const finish = (message?: PopupMessage) => {
      clearInterval(poll);
      channel.close();
      resolve(message);
    };
    const poll = setInterval(() => popup.closed && finish(), 500);
    channel.onmessage = ({ data }) => data?.social === id && finish(data);
  });
}

function popupError(code: SallyportErrorCode): SallyportError {
  return new SallyportError({ code, status: 0, message: `Nobody was signed in by the window: ${code}.` });
}
