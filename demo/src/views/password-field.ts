import { el, setText } from "../dom.js";
import { signIn as words } from "../texts/sign-in.js";

/** A password field with a button that shows the password while it is typed. */
export function passwordField(id: string, more: Readonly<Record<string, string | boolean>> = {}) {
  const input = el("input", { id, name: "password", type: "password", autocomplete: "current-password", required: true, "data-testid": id, ...more });
  const element = el(
    "div",
    { class: "field" },
    el("label", { for: id }, words.password),
    el("div", { class: "with-button" }, input, showButton(input)),
  );
  return { input, element };
}

// Not `disabled`, because a button that is disabled loses the keyboard focus.
export function busy(button: HTMLButtonElement, on: boolean, text: string): void {
  button.setAttribute("aria-disabled", String(on));
  setText(button, text);
}

function showButton(password: HTMLInputElement): HTMLElement {
  const button = el("button", { type: "button", "aria-pressed": "false", "aria-label": words.showLabel }, words.show);
  button.addEventListener("click", () => {
    const show = password.type === "password";
    password.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", String(show));
  });
  return button;
}
