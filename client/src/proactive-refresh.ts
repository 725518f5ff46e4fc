import { backOff } from "./lib/back-off.js";
import type { ClientContext } from "./lib/client-context.js";
import { session } from "./session.js";

const second = 1_000;
/** A page's clock and its timers may stand still while the computer sleeps, so the clock is checked this often. */
const checkInterval = 15 * second;

/**
 * Refreshes the access token shortly before it expires, so that no request has to wait for it. It does so while the page is
 * visible, and at once when the page becomes visible, when the network is back and when the computer wakes. A hidden page
 * does not keep a session alive.
 *
 * The expiry is computed from the server's times and the page's monotonic clock. The local wall clock is only compared with
 * the monotonic one: when it has run ahead, the computer slept or somebody set the clock, and either is a reason to refresh.
 */
export function refreshProactively(context: ClientContext, closed: AbortSignal): void {
  const { state, refreshFlight } = context;
  const page = globalThis.document;
  if (!page) return;
  let timer: ReturnType<typeof setTimeout>;
  let failures = 0;
  let notBefore = 0;
  let due = Infinity;
  const wallClockLead = () => Date.now() - performance.now();
  let lead = wallClockLead();

  const plan = () => {
    const { accessExpiry } = state;
    const left = accessExpiry === undefined ? Infinity : accessExpiry - performance.now();
    lead = wallClockLead();
    // Random, so that tabs refresh at different times. The message of the first one makes the others plan anew.
    due = performance.now() + left - second - Math.min(30 * second, left / 5) * (0.5 + Math.random() / 2);
    check();
  };
  const check = () => {
    clearTimeout(timer);
    if (closed.aborted || due === Infinity || page.visibilityState === "hidden") return;
    const now = performance.now();
    const wait = Math.max(notBefore, wallClockLead() - lead > second ? 0 : due) - now;
    if (wait > 0) timer = setTimeout(check, Math.min(wait, checkInterval));
    else start();
  };
  const start = () => {
    // Set before the answer is there, so that tokens which arrive expired are not refreshed in a loop.
    notBefore = Infinity;
    void refreshFlight
      .run()
      .then(
        () => ((failures = 0), second),
        (error: unknown) => backOff(failures++, error),
      )
      .then((pause) => {
        notBefore = performance.now() + pause;
        check();
      });
  };
  const online = () => {
    // The network was the reason for the failures, so the back-off that protects the server ends.
    if (failures && notBefore !== Infinity) notBefore = 0;
    check();
  };
  const cancel = state.changes.subscribe(plan);
  const options = { signal: closed };
  closed.addEventListener("abort", cancel);
  page.addEventListener("visibilitychange", check, options);
  addEventListener("online", online, options);
  // A page from the back/forward cache has missed the messages of the other tabs and the time that has passed.
  addEventListener("pageshow", ({ persisted }) => persisted && void session(context).catch(() => undefined), options);
  plan();
}
