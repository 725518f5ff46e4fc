import type { App } from "../app.js";
import type { AttackResult, Tokens } from "../attack/injected-script.js";
import { el, setText } from "../dom.js";
import { dateTimeElement, timeElement } from "../format-time.js";
import { masked } from "../secrets.js";
import { injectedScript as words } from "../texts/injected-script.js";

export function injectedScriptCard(app: App, gone: AbortSignal): HTMLElement {
  const press = el("button", { type: "button", class: "attack", "data-testid": "attack" }, words.press);
  const status = el("p", { class: "status", role: "status", "data-testid": "attack-status" });
  const table = el("div", { class: "attack-result", "data-testid": "loot" });
  const run = async () => {
    press.setAttribute("aria-disabled", "true");
    setText(status, words.busy);
    try {
      const { attack } = await import("../attack/injected-script.js");
      const result = await attack();
      if (gone.aborted) return;
      table.replaceChildren(resultTable(result, app), verdict(app));
      setText(status, words.undone);
    } catch {
      setText(status, words.failed);
    } finally {
      press.removeAttribute("aria-disabled");
      setText(press, words.again);
    }
  };
  press.addEventListener("click", () => {
    if (press.getAttribute("aria-disabled") !== "true") void run();
  });
  return el("div", { class: "card attacker" }, el("div", { class: "row" }, press, status), table);
}

function verdict({ transport }: App): HTMLElement {
  const [conclusion, reason] = words.verdict[transport];
  return el("p", { class: `verdict ${transport}`, "data-testid": "loot-verdict" }, el("strong", {}, conclusion), ` ${reason}`);
}

type End = () => Node | string;

interface Row {
  readonly did: string;
  readonly got: Node | string;
  readonly worth: string;
  readonly until: Node | string;
  readonly taken: boolean;
}

function resultTable(result: AttackResult, app: App): HTMLElement {
  const { access, refresh } = { ...result.stored, ...result.intercepted, ...result.refreshed };
  const accessEnd = () => timeElement(accessExpiry(app));
  const ends: End = refresh ? () => sessionEnd(app) : access ? accessEnd : () => words.until.never;
  const { status } = result.refreshed;
  const rows = [
    tokenRow(words.stored.did, result.stored, otherCookies(result), ends),
    tokenRow(words.intercepted.did, result.intercepted, words.intercepted.nothing(result.intercepted.requests), accessEnd),
    tokenRow(words.refreshed.did, result.refreshed, status === 200 ? words.refreshed.nothing : words.refreshed.refused(status), ends),
    forgedRow(result.forgedStatus),
    replayRow(result.replayStatus, ends),
  ];
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, words.table),
    el("thead", {}, el("tr", {}, ...words.columns.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map(tableRow)),
  );
}

function tableRow({ did, got, worth, until, taken }: Row): HTMLElement {
  const cells = [got, worth, until].map((content, index) => el("td", { "data-label": words.columns[index + 1]! }, content));
  return el("tr", { "data-taken": String(taken) }, el("th", { scope: "row" }, did), ...cells);
}

function tokenRow(did: string, { access, refresh }: Tokens, nothing: string, ends: End): Row {
  const { until, worth } = words;
  if (!access && !refresh) return { did, got: nothing, worth: worth.nothing, until: until.never, taken: false };
  const tokens = [access, refresh].filter((token) => token !== undefined).map((token) => el("code", {}, masked(token)));
  return { did, got: el("span", { class: "tokens" }, ...tokens), worth: refresh ? worth.refresh : worth.access, until: ends(), taken: true };
}

function forgedRow(status: number): Row {
  const { forged, worth, until } = words;
  return status === 200
    ? { did: forged.did, got: forged.got, worth: worth.forged, until: until.page, taken: true }
    : { did: forged.did, got: forged.refused(status), worth: worth.nothing, until: until.never, taken: false };
}

function replayRow(status: number, ends: End): Row {
  const { replayed, worth, until } = words;
  return status === 200
    ? { did: replayed.did, got: replayed.works, worth: worth.replayed, until: ends(), taken: true }
    : { did: replayed.did, got: replayed.refused(status), worth: worth.nothing, until: until.never, taken: false };
}

function otherCookies({ otherCookies }: AttackResult): string {
  return otherCookies.length === 0 ? words.stored.nothing : words.csrfOnly(otherCookies.join(", "));
}

function accessExpiry({ client }: App): Date {
  return new Date(Date.now() + 1000 * (client.expiresInSeconds() ?? 0));
}

// Read from the client each time, because a step-up opens another session under the same view.
function sessionEnd({ client }: App): Node | string {
  const { current } = client;
  return current?.authenticated ? dateTimeElement(current.session.expiresAt) : words.until.never;
}
