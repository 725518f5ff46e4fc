import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { every } from "../every.js";
import type { Sent } from "../recorder.js";
import { token as words } from "../texts/rotation.js";
import { clockTime } from "../times.js";
import { card } from "./card.js";
import { createRing } from "./ring.js";

const kept = 50;

export function tokenCard({ client, recorder }: App, gone: AbortSignal): HTMLElement {
  const ring = createRing();
  // A timer, and so silent: spoken every second it would drown everything else.
  const number = el("span", { class: "number", role: "timer", "aria-live": "off", "data-testid": "seconds-left" });
  const unit = el("span", { class: "unit" });
  let whole = 0;
  every(200, gone, () => {
    const left = client.expiresInSeconds();
    // More than before: a new token, and a full ring.
    whole = Math.max(whole, left ?? 0);
    // Rounded down: never more than there is.
    const seconds = Math.floor(left ?? 0);
    setText(number, left === undefined ? words.unknown : String(seconds));
    setText(unit, words.unit(seconds));
    ring.fill(left === undefined || whole === 0 ? 0 : left / whole);
  });
  gone.addEventListener("abort", client.onChange(() => (whole = 0)));
  return card(
    "token",
    words.heading,
    el("div", { class: "dial" }, ring.element, el("p", { class: "reading" }, number, unit)),
    el("h4", { id: "log-heading" }, words.log),
    log(recorder.onSent, gone),
  );
}

function log(onSent: (hear: (sent: Sent) => void) => () => void, gone: AbortSignal): HTMLElement {
  const list = el("ul", { "data-testid": "refresh-log", "data-count": 0, "aria-labelledby": "log-heading" });
  const none = el("p", { class: "quiet" }, words.none);
  let count = 0;
  const unsubscribe = onSent((sent) => {
    if (sent.aside || !sent.path.endsWith("/refresh") || sent.status !== 200) return;
    none.remove();
    list.dataset["count"] = String((count += 1));
    list.prepend(el("li", {}, clockTime(sent.at), ` ${words.entry(sent.milliseconds)}`));
    if (list.childElementCount > kept) list.lastElementChild?.remove();
  });
  gone.addEventListener("abort", unsubscribe);
  // Focusable, so that it can be scrolled with the keyboard.
  return el("div", { class: "log", tabindex: 0, role: "group", "aria-labelledby": "log-heading" }, none, list);
}
