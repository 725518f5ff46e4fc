import type { App } from "../app.js";
import { el } from "../dom.js";
import { doorStates, type DoorStates } from "../door-states.js";
import type { RecordedRequest } from "../request-recorder.js";
import { requests as words } from "../texts/requests.js";
import { doorPicture } from "./door-picture.js";
import { sampleRequests } from "./sample-requests.js";

export function requestsCard(app: App, gone: AbortSignal): HTMLElement {
  const { recorder } = app;
  const list = el("ol", { class: "sent", "data-testid": "requests", "aria-label": words.list });
  const item = (request: RecordedRequest, age = "") =>
    entry(app.transport === "header" ? { ...request, withCookies: false } : request, age);
  list.append(...recorder.requests.map((request) => item(request)));
  // The other items are not rendered again, or all their doors would be animated again.
  const add = (request: RecordedRequest) => {
    list.prepend(item(request, "new"));
    while (list.childElementCount > recorder.requests.length) list.lastElementChild?.remove();
  };
  gone.addEventListener("abort", recorder.onRequest(add));
  return el("div", { class: "card requests" }, sampleRequests(app), list);
}

function entry(request: RecordedRequest, age: string): HTMLElement {
  const states = doorStates(request);
  const failed = request.status === undefined || request.status >= 400;
  return el(
    "li",
    { class: age, "data-first": states.first, "data-second": states.second },
    doorPicture(states),
    el(
      "div",
      {},
      el(
        "p",
        { class: "line" },
        el("span", { class: "method" }, request.method),
        " ",
        el("code", {}, request.path),
        " ",
        el("span", { class: failed ? "code trouble" : "code" }, String(request.status ?? words.noAnswer)),
        " ",
        el("span", { class: "quiet" }, words.took(request.milliseconds)),
      ),
      el("p", {}, el("span", { class: "unseen" }, `${spoken(states)}: `), states.words),
      el(
        "p",
        { class: "used" },
        ...added(words.browser, "first", request.withCookies ? words.adds.cookies : words.adds.noCookies, words.adds.site),
        ...added(words.page, "second", ...addedByPage(request)),
      ),
    ),
  );
}

function spoken({ first, second }: DoorStates): string {
  return `${words.door.first[first]}, ${words.door.second[second]}`;
}

function added(by: string, which: "first" | "second", ...things: readonly string[]): readonly (Node | string)[] {
  return [el("span", { class: "quiet" }, by), " ", ...things.flatMap((thing) => [el("span", { class: `chip ${which}` }, thing), " "])];
}

function addedByPage(request: RecordedRequest): readonly string[] {
  const { adds } = words;
  const things = [
    ...(request.scheme === undefined ? [] : [adds.bearer(request.scheme)]),
    ...(request.withCsrfToken ? [adds.token] : []),
    ...(!request.withCookies && request.path.endsWith("/refresh") ? [adds.refreshToken] : []),
  ];
  return things.length > 0 ? things : [adds.nothing];
}
