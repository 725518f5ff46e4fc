import { SallyportError } from "@sallyport/client";
import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { signIn as words } from "../texts/sign-in.js";
import { explainSignIn } from "./explain-sign-in.js";
import { busy, passwordField } from "./password-field.js";
import { socialButtons } from "./social-buttons.js";
import { transportChoice } from "./transport-choice.js";

export function signInForm(app: App, gone: AbortSignal): HTMLElement {
  const username = el("input", field("username", "username", { autocapitalize: "none", spellcheck: "false", value: app.signInDefaults.username }));
  const password = passwordField("password");
  const submit = el("button", { type: "submit", class: "primary", "data-testid": "sign-in" }, words.submit);
  const error = el("p", { class: "error", role: "alert", "data-testid": "sign-in-error" });
  const choice = transportChoice(app.signInDefaults.transport);
  const takeCookie = el("button", { type: "button", hidden: true, "data-testid": "take-cookie" }, words.takeCookie);
  takeCookie.addEventListener("click", () => {
    choice.chosen = "cookie";
    takeCookie.hidden = true;
    setText(error, "");
    submit.focus();
  });
  const form = el(
    "form",
    { class: "card sign-in", "data-testid": "sign-in-form", "aria-labelledby": "sign-in-heading" },
    el("h2", { id: "sign-in-heading" }, words.heading),
    el("div", { class: "field" }, el("label", { for: "username" }, words.username), username),
    password.element,
    choice.element,
    error,
    takeCookie,
    submit,
    socialButtons(app, error),
    hint(),
  );
  const signIn = async () => {
    const { chosen } = choice;
    setText(error, "");
    takeCookie.hidden = true;
    busy(submit, true, words.busy);
    try {
      await app.signIn(chosen, { username: username.value, password: password.input.value });
    } catch (refusal) {
      if (gone.aborted) return;
      setText(error, explainSignIn(refusal, chosen));
      takeCookie.hidden = !isTransportRefusal(refusal);
      (takeCookie.hidden ? password.input : takeCookie).focus();
    } finally {
      busy(submit, false, words.submit);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit.getAttribute("aria-disabled") !== "true") void signIn();
  });
  return form;
}

function isTransportRefusal(refusal: unknown): boolean {
  return refusal instanceof SallyportError && refusal.code === "transport_not_enabled";
}

function field(name: string, autocomplete: string, more: Record<string, string> = {}): Record<string, string | boolean> {
  return { id: name, name, autocomplete, required: true, "data-testid": name, ...more };
}

function hint(): HTMLElement {
  const [before = "", name = "", after = ""] = words.hint;
  return el("p", { class: "hint" }, before, el("code", {}, name), after);
}
