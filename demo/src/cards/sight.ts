import type { Csrf } from "@sallyport/client";
import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { every } from "../every.js";
import { cutShort } from "../secrets.js";
import { sight as words } from "../texts/where.js";
import { card } from "./card.js";

/** Shows what is there: a page that left something out would be no proof. */
export function sightCard({ place }: App, csrf: Csrf, gone: AbortSignal): HTMLElement {
  const cookies = output("visible-cookies");
  const local = output("visible-local-storage");
  const session = output("visible-session-storage");
  const databases = output("visible-indexed-db");
  const why = el("p", { class: "quiet" });
  const [verdict, more] = words.verdict[place];
  every(1_000, gone, () => {
    setText(cookies, cutShort(document.cookie) || words.nothing);
    setText(why, cookieCarrying(csrf.header));
    setText(local, inStorage(localStorage));
    setText(session, inStorage(sessionStorage));
    void databaseNames().then((names) => setText(databases, names));
  });
  return card(
    "sight",
    words.heading,
    el("p", { class: "quiet" }, words.words),
    el(
      "dl",
      { class: "finds" },
      ...find(words.cookies, cookies, why),
      ...find(words.local, local),
      ...find(words.session, session),
      ...find(words.databases, databases),
    ),
    el("p", { class: `verdict ${place}`, "data-testid": "sight-verdict" }, el("strong", {}, verdict), ` ${more}`),
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
  return cutShort(entries.join("\n")) || words.nothing;
}

async function databaseNames(): Promise<string> {
  if (typeof indexedDB === "undefined" || !("databases" in indexedDB)) return words.notTold;
  const names = await indexedDB.databases().catch(() => undefined);
  if (!names) return words.notTold;
  return names.map(({ name }) => name).join("\n") || words.nothing;
}
