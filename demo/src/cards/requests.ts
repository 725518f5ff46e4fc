import type { App } from "../app.js";
import { el } from "../dom.js";
import type { Sent } from "../recorder.js";
import { texts } from "../texts.js";
import { card } from "./card.js";

const words = texts.requests;

export function requestsCard({ recorder }: App, gone: AbortSignal): HTMLElement {
  const list = el("ol", { class: "sent", "data-testid": "requests" });
  const draw = () => list.replaceChildren(...recorder.sent.map(item));
  draw();
  gone.addEventListener("abort", recorder.onSent(draw));
  return card("requests", words.heading, el("p", {}, words.words), list);
}

function item(sent: Sent): HTMLElement {
  const trouble = sent.status === undefined || sent.status >= 400;
  return el(
    "li",
    {},
    el(
      "p",
      { class: "line" },
      el("span", { class: "method" }, sent.method),
      " ",
      el("code", {}, sent.path),
      " ",
      el("span", { class: trouble ? "code trouble" : "code" }, String(sent.status ?? words.noAnswer)),
      " ",
      el("span", { class: "quiet" }, words.took(sent.milliseconds)),
    ),
    el(
      "p",
      { class: "used" },
      el("span", { class: "chip first" }, words.cookie),
      ...(sent.withToken ? [" ", el("span", { class: "chip second" }, words.token)] : []),
      " ",
      el("span", { class: "quiet" }, why(sent)),
    ),
  );
}

// The browser adds the cookie to every request of ours by itself; that script cannot watch it do so is the point.
function why({ method, withToken }: Sent): string {
  if (withToken) return words.both;
  return method === "GET" ? words.cookieOnly : words.tokenMissing;
}
