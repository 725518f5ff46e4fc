import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { otherSiteOrigin } from "../other-site-origin.js";
import { otherSite as words } from "../texts/other-site.js";

export function otherSiteCard(app: App, gone: AbortSignal): HTMLElement {
  const other = otherSiteOrigin(location);
  if (!other) return el("div", { class: "card" }, el("p", { "data-testid": "no-other-site" }, words.nowhere));
  const before = el("dd", { "data-testid": "name-before" });
  const after = el("dd", { "data-testid": "name-after", class: "waiting" }, words.waiting);
  const verdict = el("p", { class: "verdict", role: "status", "data-testid": "other-site-verdict", hidden: true });
  let name: string | undefined;
  const readName = async () => {
    const answer = await app.client.fetch("/api/profile").catch(() => undefined);
    if (!answer?.ok) return undefined;
    const { displayName } = (await answer.json()) as { displayName: string };
    return displayName || words.unnamed;
  };
  let visited = false;
  const link = el(
    "a",
    { class: "button primary", href: `${other}/other-site.html`, target: "_blank", rel: "noopener", "data-testid": "open-other-site" },
    words.open(new URL(other).host),
    el("span", { class: "unseen" }, ` ${words.opensTab}`),
  );
  link.addEventListener("click", () => {
    visited = true;
    void readName().then((now) => setText(before, (name = now) ?? words.unread));
  });
  const checkName = async () => {
    if (!visited || document.visibilityState === "hidden") return;
    const now = await readName();
    if (gone.aborted) return;
    after.className = "";
    setText(after, now ?? words.unread);
    if (now === undefined) return;
    verdict.hidden = false;
    verdict.replaceChildren(el("strong", {}, now === name ? words.same : words.changed), " ", now === name ? words.why[app.transport] : "");
  };
  const options = { signal: gone };
  document.addEventListener("visibilitychange", () => void checkName(), options);
  addEventListener("focus", () => void checkName(), options);
  void readName().then((now) => setText(before, (name = now) ?? words.unread));
  return el(
    "div",
    { class: "card other-site" },
    link,
    el("dl", { class: "before-after" }, el("div", {}, el("dt", {}, words.before), before), el("div", {}, el("dt", {}, words.after), after)),
    verdict,
  );
}
