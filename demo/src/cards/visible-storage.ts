import type { Csrf } from "@sallyport/client";
import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { runEvery } from "../run-every.js";
import { withShortSecrets } from "../secrets.js";
import { visibleStorage as words } from "../texts/token-locations.js";
import { card } from "./card.js";

/** Shows everything that script can read. If it left something out, it would prove nothing. */
export function visibleStorageCard({ transport }: App, csrf: Csrf, gone: AbortSignal): HTMLElement {
  const cookies = output("visible-cookies");
  const local = output("visible-local-storage");
  const session = output("visible-session-storage");
  const databases = output("visible-indexed-db");
  const why = el("p", { class: "quiet" });
  const [conclusion, reason] = words.verdict[transport];
  runEvery(1_000, gone, () => {
    setText(cookies, withShortSecrets(document.cookie) || words.nothing);
    setText(why, csrfCookieNote(csrf.header));
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
      ...entry(words.cookies, cookies, why),
      ...entry(words.local, local),
      ...entry(words.session, session),
      ...entry(words.databases, databases),
    ),
    el("p", { class: `verdict ${transport}`, "data-testid": "sight-verdict" }, el("strong", {}, conclusion), ` ${reason}`),
  );
}

function output(testId: string): HTMLElement {
  return el("code", { "data-testid": testId });
}

function entry(name: string, ...content: readonly Node[]): readonly Node[] {
  return [el("dt", {}, name), el("dd", {}, ...content)];
}

// By convention the name of the header is "X-" and the name of the cookie. Otherwise there is no note about a cookie.
function csrfCookieNote(header: string): string {
  const name = header.replace(/^X-/i, "");
  return document.cookie.includes(`${name}=`) ? words.visibleToken(name) : "";
}

function inStorage(storage: Storage): string {
  const entries = Object.keys(storage).map((key) => `${key}=${storage.getItem(key)}`);
  return withShortSecrets(entries.join("\n")) || words.nothing;
}

async function databaseNames(): Promise<string> {
  if (typeof indexedDB === "undefined" || !("databases" in indexedDB)) return words.notTold;
  const names = await indexedDB.databases().catch(() => undefined);
  if (!names) return words.notTold;
  return names.map(({ name }) => name).join("\n") || words.nothing;
}
