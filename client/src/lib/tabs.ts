/** Word to and from the other tabs of this browser. */
export interface Tabs {
  tell(): void;
  /** As `tell`, but silent while a word from another tab is being followed up: two tabs would answer each other forever. */
  tellUnlessTold(): void;
  /** Hears all else that is said here: the pages of a social sign-in name the popup they are in. */
  listen(hear: (words: unknown) => void): () => void;
  close(): void;
}

const changed = "changed";

/**
 * A message says only *that* something changed. What changed each tab asks the server itself: a message that carried
 * the answer would be a second, forgeable source of truth, and would put the CSRF token where any script of the origin
 * can wait for it.
 */
export function openTabs(name: string, followUp: () => Promise<unknown>): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell() {}, tellUnlessTold() {}, listen: () => () => {}, close() {} };
  let told = 0;
  const channel = new BroadcastChannel(name);
  const listeners = new Set<(words: unknown) => void>();
  channel.onmessage = ({ data }) => {
    if (data !== changed) return listeners.forEach((hear) => hear(data));
    told += 1;
    // Unreachable just now: this tab will learn of the change from its own next request.
    void followUp().catch(() => undefined).finally(() => (told -= 1));
  };
  // In Node an open channel would keep the process alive.
  (channel as { unref?: () => void }).unref?.();
  let open = true;
  const tell = () => open && channel.postMessage(changed);
  return {
    tell: () => void tell(),
    tellUnlessTold: () => void (told === 0 && tell()),
    listen: (hear) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    // A closed channel throws on posting, and a sign-in must not fail for want of somebody to tell.
    close: () => {
      open = false;
      channel.close();
    },
  };
}
