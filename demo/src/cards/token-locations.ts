import type { Transport } from "@sallyport/client";
import { el, setText } from "../dom.js";
import { runEvery } from "../run-every.js";
import { beginning } from "../secrets.js";
import { tokenLocations as words } from "../texts/token-locations.js";
import { allTransports, tokensInStorage } from "../transports.js";

type Kind = "access" | "refresh";

/** The column of each token, by the session's transport. Script cannot look into the cookie, so this is not read from it. */
const locations: Readonly<Record<Transport, Readonly<Record<Kind, Transport>>>> = {
  cookie: { access: "cookie", refresh: "cookie" },
  memory: { access: "memory", refresh: "cookie" },
  header: { access: "header", refresh: "header" },
};

export function tokenLocationsCard(transport: Transport, gone: AbortSignal): HTMLElement {
  return el(
    "div",
    { class: "card where" },
    el(
      "table",
      { class: "map", "data-testid": "where" },
      el("caption", { class: "unseen" }, words.table),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "unseen" }, words.token)), ...allTransports.map(head))),
      el("tbody", {}, row("access", transport, gone), row("refresh", transport, gone)),
    ),
  );
}

function head(column: Transport): HTMLElement {
  return el(
    "th",
    { scope: "col", class: column },
    el("span", { class: "name" }, ...breakable(words.columns[column])),
    " ",
    el("span", { class: "quiet" }, words.readable[column]),
  );
}

// On a narrow screen "localStorage" may break before its capital letter.
function breakable(name: string): readonly (Node | string)[] {
  return name.split(/(?=[A-Z])/).flatMap((part, index) => (index === 0 ? [part] : [el("wbr"), part]));
}

function row(kind: Kind, transport: Transport, gone: AbortSignal): HTMLElement {
  const cells = allTransports.map((column) => cell(kind, locations[transport][kind] === column ? column : undefined, gone));
  return el("tr", { "data-token": kind }, el("th", { scope: "row" }, words[kind]), ...cells);
}

function cell(kind: Kind, column: Transport | undefined, gone: AbortSignal): HTMLElement {
  if (!column) return el("td", { class: "empty" }, words.empty);
  const here = el("span", { class: `token ${column === "cookie" ? "safe" : "open"}` }, words.here);
  if (column === "header") {
    runEvery(1_000, gone, () => {
      const { accessToken, refreshToken } = tokensInStorage();
      const token = kind === "access" ? accessToken : refreshToken;
      setText(here, token ? beginning(token) : words.empty);
    });
  }
  return el("td", { "data-here": column }, here);
}
