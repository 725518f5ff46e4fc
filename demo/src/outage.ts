import type { App } from "./app.js";
import { notices } from "./texts/page.js";

export interface Outage {
  readonly now: boolean;
}

const firstPause = 2_000;
const longestPause = 30_000;

/** Shows a notice while the server is unreachable, keeps asking, and removes the notice when the server answers. */
export function watchForOutage(app: App, isSignedIn: () => boolean): Outage {
  const { recorder, page } = app;
  const outage = { now: false };
  recorder.onRequest(({ path, status }) => {
    // Under /social a 503 is about the provider. Buttons of providers that cannot be listed are simply not shown.
    if (/\/social(\/|$)/.test(path)) return;
    const isOutage = status === undefined || status >= 502;
    if (isOutage === outage.now) return;
    outage.now = isOutage;
    const { unreachable, unreachableSignedOut } = notices;
    page.notify(isOutage ? (isSignedIn() ? unreachable : unreachableSignedOut) : "", "trouble");
    if (isOutage) retryAfter(firstPause);
  });
  const retryAfter = (pause: number) => {
    setTimeout(() => {
      if (!outage.now) return;
      void app.client
        .session()
        .catch(() => undefined)
        .then(() => retryAfter(Math.min(pause * 1.5, longestPause)));
    }, pause);
  };
  return outage;
}
