import type { SignedOut } from "../api/answers.js";

/**
 * A BroadcastChannel message between tabs: somebody signed in, a session has ended and why, or its access token was
 * refreshed.
 *
 * A message never contains a token, neither one that authenticates nor the CSRF token: any script of the origin can listen.
 * For the same reason a message is not believed about who is signed in: each tab asks the server itself.
 */
export type TabMessage =
  | "changed"
  | { readonly ended: SignedOut["code"] }
  | { readonly renewed: string; readonly accessExpiresAt: string; readonly left: number | undefined };

/** Messages to and from the other tabs of this browser. */
export interface TabChannel {
  post(message: TabMessage): void;
  /** Posts only what this tab found out by itself, not while it handles another's message: two tabs would answer each other forever. */
  postOwn(message: TabMessage): void;
  close(): void;
}

/** @param handle handles a message from another tab */
export function tabChannel(name: string, handle: (message: TabMessage | null) => Promise<unknown>): TabChannel {
  let channel = openChannel(name);
  let handling = 0;
  if (channel) {
    channel.onmessage = ({ data }) => {
      handling += 1;
      // When the server is unreachable now, this tab learns of the change from its own next request.
      void handle(data)
        .catch(() => undefined)
        .finally(() => (handling -= 1));
    };
    // In Node an open channel would keep the process alive.
    (channel as { unref?: () => void }).unref?.();
  }
  const post = (message: TabMessage) => channel?.postMessage(message);
  return {
    post,
    postOwn: (message) => void (handling || post(message)),
    close: () => {
      channel?.close();
      // A closed channel throws on posting. A sign-in after `close` must not fail for that.
      channel = undefined;
    },
  };
}

// Some runtimes have no BroadcastChannel, and Firefox throws when all cookies are blocked.
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
