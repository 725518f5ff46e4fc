import type { ClientContext } from "./lib/client-context.js";
import type { TabMessage } from "./lib/tab-channel.js";
import { session } from "./session.js";

/** Handles a message from another tab. */
export async function handleTabMessage(context: ClientContext, message: TabMessage | null): Promise<unknown> {
  const { state, perTab } = context;
  if (message === "changed") return session(context);
  if (!(message instanceof Object)) return undefined;
  if ("ended" in message) {
    state.reported = message.ended;
    return session(context);
  }
  // When each tab has an access token of its own, another tab's refresh changes nothing here.
  if (!("renewed" in message) || perTab) return undefined;
  const { latest } = state;
  if (!latest?.authenticated || latest.session.id !== message.renewed) return session(context);
  // Only the expiry is taken from the message. If each tab asked the server after each refresh, the requests would add up.
  const { accessExpiresAt, left } = message;
  state.change({ ...latest, accessExpiresAt }, performance.now() + Number(left) || undefined);
  return undefined;
}
