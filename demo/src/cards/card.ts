import { el } from "../dom.js";

/** A part of the page with a heading of its own, which is also its name among the landmarks. */
export function card(id: string, heading: string, ...children: readonly Node[]): HTMLElement {
  return el(
    "section",
    { class: `card ${id}`, "aria-labelledby": `${id}-heading` },
    el("h2", { id: `${id}-heading` }, heading),
    ...children,
  );
}
