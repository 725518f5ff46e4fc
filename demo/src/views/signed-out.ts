import type { App } from "../app.js";
import { el } from "../dom.js";
import { signInForm } from "./sign-in-form.js";
import { doors, promise } from "../texts/sign-in.js";

export function signedOutView(app: App, gone: AbortSignal): HTMLElement {
  app.page.account.replaceChildren();
  return el(
    "div",
    { class: "welcome", "data-testid": "signed-out-view" },
    el(
      "div",
      { class: "promise" },
      el("h1", { tabindex: -1 }, promise.heading),
      el("p", { class: "lead" }, promise.words),
    ),
    signInForm(app, gone),
    el(
      "section",
      { class: "doors", "aria-label": doors.heading },
      door("first"),
      door("second"),
    ),
  );
}

function door(which: "first" | "second"): HTMLElement {
  const { number, name, words } = doors[which];
  return el(
    "div",
    { class: `door ${which}` },
    el("p", { class: "door-number" }, number),
    el("h2", {}, name),
    el("p", {}, words),
  );
}
