import type { Csrf } from "@sallyport/client";
import { el, setText } from "../dom.js";
import { every } from "../every.js";
import { texts } from "../texts.js";
import { card } from "./card.js";

const words = texts.sight;

/** Shows what is there as it is: a page that tidied it up would be no proof. */
export function sightCard(csrf: Csrf, gone: AbortSignal): HTMLElement {
  const cookies = output("visible-cookies");
  const local = output("visible-local-storage");
  const session = output("visible-session-storage");
  const databases = output("visible-indexed-db");
  const why = el("p", { class: "quiet" });
  every(1_000, gone, () => {
    setText(cookies, document.cookie || words.nothing);
    setText(why, cookieCarrying(csrf.header));
    setText(local, inStorage(localStorage));
    setText(session, inStorage(sessionStorage));
    void databaseNames().then((names) => setText(databases, names));
  });
  return card(
    "sight",
    words.heading,
    el("p", {}, words.words),
    el(
      "dl",
      { class: "finds" },
      ...find(words.cookies, cookies, why),
      ...find(words.local, local),
      ...find(words.session, session),
      ...find(words.databases, databases),
    ),
    el("p", { class: "verdict" }, el("strong", {}, words.verdict), ` ${words.verdictMore}`),
  );
}

function output(testId: string): HTMLElement {
  return el("code", { "data-testid": testId });
}

function find(name: string, ...found: readonly Node[]): readonly Node[] {
  return [el("dt", {}, name), el("dd", {}, ...found)];
}

// By convention the header is the cookie's name after "X-"; where it is not, nothing is claimed about any cookie.
function cookieCarrying(header: string): string {
  const name = header.replace(/^X-/i, "");
  return document.cookie.includes(`${name}=`) ? words.visibleToken(name) : "";
}

function inStorage(storage: Storage): string {
  const entries = Object.keys(storage).map((key) => `${key}=${storage.getItem(key)}`);
  return entries.join("\n") || words.nothing;
}

async function databaseNames(): Promise<string> {
  if (typeof indexedDB === "undefined" || !("databases" in indexedDB)) return words.notTold;
  const names = await indexedDB.databases().catch(() => undefined);
  if (!names) return words.notTold;
  return names.map(({ name }) => name).join("\n") || words.nothing;
}
