import { el } from "../dom.js";

/** A section of a chapter. Its heading is also its accessible name. */
export function card(id: string, heading: string, ...children: readonly Node[]): HTMLElement {
  return el(
    "section",
    { class: `card ${id}`, "aria-labelledby": `${id}-heading` },
    el("h3", { id: `${id}-heading` }, heading),
    ...children,
  );
}
