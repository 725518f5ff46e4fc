import type { SignedOut } from "../answers.js";

/**
 * What one tab says to the others: that somebody signed in, that a session has ended and why, or that its access token
 * was renewed.
 *
 * Never a token, neither one that opens anything nor the CSRF token: any script of the origin can listen here. Nor is
 * any word believed about who is signed in: that each tab asks the server itself.
 */
export type Word =
  | "changed"
  | { readonly ended: SignedOut["code"] }
  | { readonly renewed: string; readonly accessExpiresAt: string; readonly left: number | undefined };

/** Word to and from the other tabs of this browser. */
export interface Tabs {
  say(word: Word): void;
  /** As `say`, but silent while a word from another tab is being followed up: two tabs would answer each other forever. */
  sayUnlessTold(word: Word): void;
  close(): void;
}

/** @param follow acts on what another tab said; nothing when there is nothing to be done */
export function openTabs(name: string, follow: (word: Word | null) => Promise<unknown>): Tabs {
  let channel = channelOf(name);
  let told = 0;
  if (channel) {
    channel.onmessage = ({ data }) => {
      told += 1;
      // Unreachable just now: this tab will learn of the change from its own next request.
      void follow(data)
        .catch(() => undefined)
        .finally(() => (told -= 1));
    };
    // In Node an open channel would keep the process alive.
    (channel as { unref?: () => void }).unref?.();
  }
  const say = (word: Word) => channel?.postMessage(word);
  return {
    say,
    sayUnlessTold: (word) => void (told || say(word)),
    close: () => {
      channel?.close();
      // A closed channel throws on posting, and a sign-in must not fail for want of somebody to tell.
      channel = undefined;
    },
  };
}

// Where there is none, and where the page may have none: Firefox throws when all cookies are blocked.
function channelOf(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
