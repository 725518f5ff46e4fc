import type { App } from "./app.js";
import { notices } from "./texts/page.js";

export interface Outage {
  readonly now: boolean;
}

const firstPause = 2_000;
const longestPause = 30_000;

/** Tells when the server is out of reach, keeps asking, and takes the word back when it answers. */
export function watchForOutage(app: App, signedIn: () => boolean): Outage {
  const { recorder, page } = app;
  const outage = { now: false };
  recorder.onSent(({ path, status }) => {
    // There a 503 is about the provider, and buttons that cannot be listed are simply not shown.
    if (/\/social(\/|$)/.test(path)) return;
    const out = status === undefined || status >= 502;
    if (out === outage.now) return;
    outage.now = out;
    const { unreachable, unreachableSignedOut } = notices;
    page.notify(out ? (signedIn() ? unreachable : unreachableSignedOut) : "", "trouble");
    if (out) askAgain(firstPause);
  });
  const askAgain = (pause: number) => {
    setTimeout(() => {
      if (!outage.now) return;
      void app.client
        .session()
        .catch(() => undefined)
        .then(() => askAgain(Math.min(pause * 1.5, longestPause)));
    }, pause);
  };
  return outage;
}
