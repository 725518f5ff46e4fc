import { SallyportError, type User } from "@sallyport/client";
import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { stepUp as words } from "../texts/step-up.js";
import { explainSignIn } from "./explain-sign-in.js";
import { busy, passwordField } from "./password-field.js";
import { stepUpAlternatives } from "./step-up-alternatives.js";

/** Asks the person to sign in again, and resolves to whether they did. */
export async function stepUp(app: App): Promise<boolean> {
  const { client, page } = app;
  const { current: before } = client;
  if (!before?.authenticated) return false;
  const dialog = stepUpDialog(app, before.user);
  // A new session proves a sign-in, whether by the password here, in a provider's window or in another tab. A refresh keeps the
  // session. The client checks that it is the same person.
  const unsubscribe = client.onChange((now) => {
    if (now.authenticated && now.session.id !== before.session.id) dialog.close("signed-in");
  });
  const outcome = await page.ask(dialog);
  unsubscribe();
  return outcome === "signed-in";
}

function stepUpDialog(app: App, user: User): HTMLDialogElement {
  const error = el("p", { class: "error", role: "alert", id: "step-up-error", "data-testid": "step-up-error" });
  const password = passwordField("step-up-password", { "aria-describedby": error.id, autofocus: true });
  const submit = el("button", { type: "submit", class: "primary", "data-testid": "step-up-continue" }, words.submit);
  const cancel = el("button", { type: "button", "data-testid": "step-up-cancel" }, words.cancel);
  const form = el("form", {}, username(user), password.element, error, el("div", { class: "row" }, submit, cancel));
  const dialog = el(
    "dialog",
    { class: "card step-up", "aria-labelledby": "step-up-heading", "aria-describedby": "step-up-why", "data-testid": "step-up" },
    el("h2", { id: "step-up-heading" }, words.heading),
    el("p", { id: "step-up-why" }, words.why),
    el("p", { "data-testid": "step-up-who" }, words.who, el("strong", {}, user.username), "."),
    form,
    stepUpAlternatives(app, error),
  );
  const signIn = async () => {
    setText(error, "");
    password.input.removeAttribute("aria-invalid");
    busy(submit, true, words.busy);
    try {
      // The dialog signs in itself. If it returned the credentials to the client, a cancel after that would come too late.
      await app.client.signIn({ username: user.username, password: password.input.value });
    } catch (refusal) {
      setText(error, explain(refusal));
      password.input.setAttribute("aria-invalid", String(isMistyped(refusal)));
      password.input.select();
      password.input.focus();
    } finally {
      busy(submit, false, words.submit);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit.getAttribute("aria-disabled") !== "true") void signIn();
  });
  cancel.addEventListener("click", () => dialog.close());
  return dialog;
}

/** Tells password managers which password to fill in. */
function username(user: User): HTMLElement {
  return el("input", { name: "username", autocomplete: "username", value: user.username, readonly: true, hidden: true });
}

function isMistyped(refusal: unknown): boolean {
  return refusal instanceof SallyportError && refusal.code === "credentials_rejected";
}

function explain(refusal: unknown): string {
  return isMistyped(refusal) ? words.rejected : explainSignIn(refusal);
}
