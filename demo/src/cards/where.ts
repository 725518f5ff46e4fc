import { el, setText } from "../dom.js";
import { every } from "../every.js";
import { allPlaces, tokensInStorage, type Place } from "../places.js";
import { beginning } from "../secrets.js";
import { where as words } from "../texts/where.js";

type Kind = "access" | "refresh";

/** In which place each token is. Of the cookie only the session tells: that script cannot see it is the point. */
const home: Readonly<Record<Place, Readonly<Record<Kind, Place>>>> = {
  cookie: { access: "cookie", refresh: "cookie" },
  memory: { access: "memory", refresh: "cookie" },
  header: { access: "header", refresh: "header" },
};

export function whereCard(place: Place, gone: AbortSignal): HTMLElement {
  return el(
    "div",
    { class: "card where" },
    el(
      "table",
      { class: "map", "data-testid": "where" },
      el("caption", { class: "unseen" }, words.table),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "unseen" }, words.token)), ...allPlaces.map(head))),
      el("tbody", {}, row("access", place, gone), row("refresh", place, gone)),
    ),
  );
}

function head(place: Place): HTMLElement {
  return el(
    "th",
    { scope: "col", class: place },
    el("span", { class: "name" }, ...breakable(words.columns[place])),
    " ",
    el("span", { class: "quiet" }, words.readable[place]),
  );
}

// Where the screen is narrow, "localStorage" may break before its capital.
function breakable(name: string): readonly (Node | string)[] {
  return name.split(/(?=[A-Z])/).flatMap((part, index) => (index === 0 ? [part] : [el("wbr"), part]));
}

function row(kind: Kind, place: Place, gone: AbortSignal): HTMLElement {
  const cells = allPlaces.map((column) => cell(kind, home[place][kind] === column ? column : undefined, gone));
  return el("tr", { "data-token": kind }, el("th", { scope: "row" }, words[kind]), ...cells);
}

function cell(kind: Kind, column: Place | undefined, gone: AbortSignal): HTMLElement {
  if (!column) return el("td", { class: "empty" }, words.empty);
  const here = el("span", { class: `token ${column === "cookie" ? "safe" : "open"}` }, words.here);
  if (column === "header") {
    every(1_000, gone, () => {
      const { accessToken, refreshToken } = tokensInStorage();
      const token = kind === "access" ? accessToken : refreshToken;
      setText(here, token ? beginning(token) : words.empty);
    });
  }
  return el("td", { "data-here": column }, here);
}
