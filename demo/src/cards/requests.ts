import type { App } from "../app.js";
import { el } from "../dom.js";
import type { Sent } from "../recorder.js";
import { requests as words } from "../texts/requests.js";
import { judge, type Verdict } from "../verdict.js";
import { attempts } from "./attempts.js";
import { doors } from "./doors.js";

export function requestsCard(app: App, gone: AbortSignal): HTMLElement {
  const { recorder } = app;
  const list = el("ol", { class: "sent", "data-testid": "requests", "aria-label": words.list });
  const item = (sent: Sent, age = "") => entry(app.place === "header" ? { ...sent, withCookies: false } : sent, age);
  list.append(...recorder.sent.map((sent) => item(sent)));
  // What was there stays as it is: drawn anew, every door would swing once more.
  const add = (sent: Sent) => {
    list.prepend(item(sent, "new"));
    while (list.childElementCount > recorder.sent.length) list.lastElementChild?.remove();
  };
  gone.addEventListener("abort", recorder.onSent(add));
  return el("div", { class: "card requests" }, attempts(app), list);
}

function entry(sent: Sent, age: string): HTMLElement {
  const verdict = judge(sent);
  const trouble = sent.status === undefined || sent.status >= 400;
  return el(
    "li",
    { class: age, "data-first": verdict.first, "data-second": verdict.second },
    doors(verdict),
    el(
      "div",
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
      el("p", {}, el("span", { class: "unseen" }, `${spoken(verdict)}: `), verdict.words),
      el(
        "p",
        { class: "used" },
        ...added(words.browser, "first", sent.withCookies ? words.adds.cookies : words.adds.noCookies, words.adds.site),
        ...added(words.page, "second", ...byThePage(sent)),
      ),
    ),
  );
}

function spoken({ first, second }: Verdict): string {
  return `${words.door.first[first]}, ${words.door.second[second]}`;
}

function added(by: string, which: "first" | "second", ...things: readonly string[]): readonly (Node | string)[] {
  return [el("span", { class: "quiet" }, by), " ", ...things.flatMap((thing) => [el("span", { class: `chip ${which}` }, thing), " "])];
}

function byThePage(sent: Sent): readonly string[] {
  const { adds } = words;
  const things = [
    ...(sent.scheme === undefined ? [] : [adds.bearer(sent.scheme)]),
    ...(sent.withToken ? [adds.token] : []),
    ...(!sent.withCookies && sent.path.endsWith("/refresh") ? [adds.refreshToken] : []),
  ];
  return things.length > 0 ? things : [adds.nothing];
}
