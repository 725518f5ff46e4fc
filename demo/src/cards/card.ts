import { el } from "../dom.js";

/** A part of a chapter with a heading of its own, which is also its name. */
export function card(id: string, heading: string, ...children: readonly Node[]): HTMLElement {
  return el(
    "section",
    { class: `card ${id}`, "aria-labelledby": `${id}-heading` },
    el("h3", { id: `${id}-heading` }, heading),
    ...children,
  );
}
