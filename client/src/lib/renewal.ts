import { backOff } from "./back-off.js";
import { session } from "../session.js";
import type { Connection } from "./connection.js";

const second = 1_000;
/** A page's clock may stand still while the computer sleeps, and so may its timers: look again this often. */
const glance = 15 * second;

/**
 * Renews the access token a moment before it ends, so that no request has to wait for it: while the page is visible, and
 * at once when it becomes so, when the network is back and when the computer wakes. A page that nobody looks at keeps no
 * session alive.
 *
 * When the token ends is known by the server's times and the page's monotonic clock. The local wall clock is only asked
 * whether it ran ahead of that one: then the computer slept, or somebody set the clock, and either is reason to look.
 */
export function keepRenewed(connection: Connection, closed: AbortSignal): void {
  const { state, refreshing } = connection;
  const page = globalThis.document;
  if (!page) return;
  let timer: ReturnType<typeof setTimeout>;
  let failures = 0;
  let notBefore = 0;
  let due = Infinity;
  const ahead = () => Date.now() - performance.now();
  let wall = ahead();

  const plan = () => {
    const { accessEnd } = state;
    const left = accessEnd === undefined ? Infinity : accessEnd - performance.now();
    wall = ahead();
    // Each tab a little earlier or later than the others: the first one's news spares them theirs.
    due = performance.now() + left - second - Math.min(30 * second, left / 5) * (0.5 + Math.random() / 2);
    look();
  };
  const look = () => {
    clearTimeout(timer);
    if (closed.aborted || due === Infinity || page.visibilityState === "hidden") return;
    const now = performance.now();
    const wait = Math.max(notBefore, ahead() - wall > second ? 0 : due) - now;
    if (wait > 0) timer = setTimeout(look, Math.min(wait, glance));
    else renew();
  };
  const renew = () => {
    // Tokens that are born ended must not be asked for without a pause.
    notBefore = Infinity;
    void refreshing
      .run()
      .then(
        () => ((failures = 0), second),
        (error: unknown) => backOff(failures++, error),
      )
      .then((pause) => {
        notBefore = performance.now() + pause;
        look();
      });
  };
  const online = () => {
    // The network was the reason, not the server: no need to leave that in peace.
    if (failures && notBefore !== Infinity) notBefore = 0;
    look();
  };
  const cancel = state.changes.subscribe(plan);
  const options = { signal: closed };
  closed.addEventListener("abort", cancel);
  page.addEventListener("visibilitychange", look, options);
  addEventListener("online", online, options);
  // Out of the back/forward cache: it has heard nothing meanwhile, not the other tabs, not the clock.
  addEventListener("pageshow", ({ persisted }) => persisted && void session(connection).catch(() => undefined), options);
  plan();
}
