import { delay } from "./delay.js";

/**
 * Runs a task in one tab of this browser at a time. `waited` says that another tab may have done the same task just before.
 * `messageDelay` is how many milliseconds a message about the result may take to reach the other tabs.
 */
export type TabLock = <T>(run: (waited: boolean) => Promise<T>, messageDelay?: number) => Promise<T>;

/** The tab that holds the lock may be frozen, or wait for an answer that never comes. */
const timeout = 10_000;

/**
 * A Web Lock, which the browser releases when the tab that holds it dies. A tab that has waited longer than `timeout` runs
 * without the lock: two refreshes at once are harmless, because the server gives both the same successor, and a tab that
 * waited forever would never send its request. For the same reason the lock is never stolen (`steal`): that would only abort
 * the refresh of the tab that holds it.
 *
 * Where there are no Web Locks (plain http), each tab waits a random part of `messageDelay` instead, so that the message of
 * the first one reaches the others. A lock of our own in storage would outlive a tab that was killed.
 */
export function tabLock(name: string): TabLock {
  return async (run, messageDelay = 0) => {
    let entered = false;
    const locks = globalThis.navigator?.locks;
    if (!locks) {
      if (messageDelay) await delay(Math.random() * messageDelay);
      return run(true);
    }
    const request = (options: LockOptions, waited: boolean) =>
      locks.request(name, options, async (lock) => {
        if (!lock) return undefined;
        entered = true;
        try {
          return { done: await run(waited) };
        } finally {
          // Another tab that got the lock before the message would do the task again, so the lock is held a little longer.
          // A tab that had to wait does not hold it longer: a sign-out would have to wait for the sum of all of them.
          if (messageDelay && !waited) void locks.request(name, () => delay(messageDelay));
        }
      });
    try {
      const { done } = ((await request({ ifAvailable: true }, false)) ??
        (await request({ signal: AbortSignal.timeout?.(timeout) }, true)))!;
      return done;
    } catch (error) {
      // The lock was not granted: the wait took too long, or this page may not use locks.
      if (!entered) return run(true);
      throw error;
    }
  };
}
