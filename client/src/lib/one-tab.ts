import { pause } from "./pause.js";

/**
 * Runs in one tab of this browser at a time. `waited` tells that another tab may have done the same just before, and `news`
 * how many milliseconds word of it may take to the others.
 */
export type OneTab = <T>(run: (waited: boolean) => Promise<T>, news?: number) => Promise<T>;

/** A tab that holds the lock may have been frozen, or wait for an answer that never comes. */
const patience = 10_000;

/**
 * By Web Locks, which the browser takes from a tab that dies. Whoever waits longer than anybody should goes on without:
 * two refreshes at once are harmless, since the server gives both the same successor, and a tab that waited forever would
 * never send its request. Hence no lock is ever taken from its holder by force, which could only end *its* refresh.
 *
 * Where there are no Web Locks (plain http) tabs are scattered over `news` milliseconds instead, so that the first
 * one's news reaches the others: a lock of our own in storage would outlive a tab that was killed.
 */
export function oneTab(name: string): OneTab {
  return async (run, news = 0) => {
    let entered = false;
    const locks = globalThis.navigator?.locks;
    if (!locks) {
      if (news) await pause(Math.random() * news);
      return run(true);
    }
    const request = (options: LockOptions, waited: boolean) =>
      locks.request(name, options, async (lock) => {
        if (!lock) return undefined;
        entered = true;
        try {
          return { done: await run(waited) };
        } finally {
          // A tab that found the lock free before it has heard of this would do it again. Were those that waited to keep it,
          // too, a sign-out would have to wait for them all.
          if (news && !waited) void locks.request(name, () => pause(news));
        }
      });
    try {
      const { done } = ((await request({ ifAvailable: true }, false)) ??
        (await request({ signal: AbortSignal.timeout?.(patience) }, true)))!;
      return done;
    } catch (error) {
      // Not let in: it took too long, or this page may have no locks at all.
      if (!entered) return run(true);
      throw error;
    }
  };
}
