import type { App } from "../app.js";
import type { Loot, Tokens } from "../attack/injected.js";
import { el, setText } from "../dom.js";
import { masked } from "../secrets.js";
import { attacker as words } from "../texts/attacker.js";
import { clockTime, moment } from "../times.js";

export function attackerCard(app: App, gone: AbortSignal): HTMLElement {
  const press = el("button", { type: "button", class: "attack", "data-testid": "attack" }, words.press);
  const status = el("p", { class: "status", role: "status", "data-testid": "attack-status" });
  const loot = el("div", { class: "loot", "data-testid": "loot" });
  const run = async () => {
    press.setAttribute("aria-disabled", "true");
    setText(status, words.busy);
    try {
      const { attack } = await import("../attack/injected.js");
      const found = await attack();
      if (gone.aborted) return;
      loot.replaceChildren(lootTable(found, app), ...conclusion(app));
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
  return el("div", { class: "card attacker" }, el("div", { class: "row" }, press, status), loot);
}

function conclusion({ place }: App): readonly Node[] {
  const [verdict, more] = words.verdict[place];
  return [el("p", { class: `verdict ${place}`, "data-testid": "loot-verdict" }, el("strong", {}, verdict), ` ${more}`)];
}

type End = () => Node | string;

interface Row {
  readonly did: string;
  readonly got: Node | string;
  readonly worth: string;
  readonly until: Node | string;
  readonly taken: boolean;
}

function lootTable(loot: Loot, app: App): HTMLElement {
  const { access, refresh } = { ...loot.found, ...loot.heard, ...loot.minted };
  const soon = () => clockTime(accessEnd(app));
  const ends: End = refresh ? () => sessionEnd(app) : access ? soon : () => words.until.never;
  const rows = [
    taken(words.read.did, loot.found, csrfOnly(loot), ends),
    taken(words.listened.did, loot.heard, words.listened.nothing(loot.heard.requests), soon),
    taken(words.minted.did, loot.minted, loot.minted.status === 200 ? words.minted.nothing : words.minted.refused(loot.minted.status), ends),
    rode(loot.rode),
    alone(loot.alone, ends),
  ];
  return el(
    "table",
    {},
    el("caption", { class: "unseen" }, words.table),
    el("thead", {}, el("tr", {}, ...words.columns.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map(row)),
  );
}

function row({ did, got, worth, until, taken }: Row): HTMLElement {
  const cells = [got, worth, until].map((content, index) => el("td", { "data-label": words.columns[index + 1]! }, content));
  return el("tr", { "data-taken": String(taken) }, el("th", { scope: "row" }, did), ...cells);
}

function taken(did: string, { access, refresh }: Tokens, nothing: string, ends: End): Row {
  const { until, worth } = words;
  if (!access && !refresh) return { did, got: nothing, worth: worth.nothing, until: until.never, taken: false };
  const tokens = [access, refresh].filter((token) => token !== undefined).map((token) => el("code", {}, masked(token)));
  return { did, got: el("span", { class: "tokens" }, ...tokens), worth: refresh ? worth.refresh : worth.access, until: ends(), taken: true };
}

function rode(status: number): Row {
  const { rode, worth, until } = words;
  return status === 200
    ? { did: rode.did, got: rode.got, worth: worth.ride, until: until.page, taken: true }
    : { did: rode.did, got: rode.refused(status), worth: worth.nothing, until: until.never, taken: false };
}

function alone(status: number, ends: End): Row {
  const { alone, worth, until } = words;
  return status === 200
    ? { did: alone.did, got: alone.works, worth: worth.elsewhere, until: ends(), taken: true }
    : { did: alone.did, got: alone.refused(status), worth: worth.nothing, until: until.never, taken: false };
}

function csrfOnly({ harmless }: Loot): string {
  return harmless.length === 0 ? words.read.nothing : words.csrfOnly(harmless.join(", "));
}

function accessEnd({ client }: App): Date {
  return new Date(Date.now() + 1000 * (client.expiresInSeconds() ?? 0));
}

// Asked for anew each time: a step-up opens another session under the same view.
function sessionEnd({ client }: App): Node | string {
  const { current } = client;
  return current?.authenticated ? moment(current.session.expiresAt) : words.until.never;
}
