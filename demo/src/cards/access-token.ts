import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { timeElement } from "../format-time.js";
import type { RequestRecorder } from "../request-recorder.js";
import { runEvery } from "../run-every.js";
import { accessToken as words } from "../texts/rotation.js";
import { card } from "./card.js";
import { createCountdownRing } from "./countdown-ring.js";

const kept = 50;

export function accessTokenCard({ client, recorder }: App, gone: AbortSignal): HTMLElement {
  const ring = createCountdownRing();
  // Not live for screen readers: speaking it every second would drown out everything else.
  const number = el("span", { class: "number", role: "timer", "aria-live": "off", "data-testid": "seconds-left" });
  const unit = el("span", { class: "unit" });
  let lifetime = 0;
  runEvery(200, gone, () => {
    const left = client.expiresInSeconds();
    // More seconds than before mean a new token and a full ring.
    lifetime = Math.max(lifetime, left ?? 0);
    // Rounded down, so that it never shows more than there is.
    const seconds = Math.floor(left ?? 0);
    setText(number, left === undefined ? words.unknown : String(seconds));
    setText(unit, words.unit(seconds));
    ring.fill(left === undefined || lifetime === 0 ? 0 : left / lifetime);
  });
  gone.addEventListener("abort", client.onChange(() => (lifetime = 0)));
  return card(
    "token",
    words.heading,
    el("div", { class: "dial" }, ring.element, el("p", { class: "reading" }, number, unit)),
    el("h4", { id: "log-heading" }, words.log),
    log(recorder, gone),
  );
}

function log({ onRequest }: RequestRecorder, gone: AbortSignal): HTMLElement {
  const list = el("ul", { "data-testid": "refresh-log", "data-count": 0, "aria-labelledby": "log-heading" });
  const none = el("p", { class: "quiet" }, words.none);
  let count = 0;
  const unsubscribe = onRequest((request) => {
    if (request.direct || !request.path.endsWith("/refresh") || request.status !== 200) return;
    none.remove();
    list.dataset["count"] = String((count += 1));
    list.prepend(el("li", {}, timeElement(request.at), ` ${words.entry(request.milliseconds)}`));
    if (list.childElementCount > kept) list.lastElementChild?.remove();
  });
  gone.addEventListener("abort", unsubscribe);
  // Focusable, so that it can be scrolled with the keyboard.
  return el("div", { class: "log", tabindex: 0, role: "group", "aria-labelledby": "log-heading" }, none, list);
}
