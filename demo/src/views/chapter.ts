import { el } from "../dom.js";

interface Words {
  readonly heading: string;
  readonly words: string;
}

/** A chapter: the text on one side, the cards on the other. */
export function chapter(id: string, number: number, words: Words, ...cards: readonly Node[]): HTMLElement {
  return el(
    "section",
    { class: "chapter", id, "aria-labelledby": `${id}-title`, "data-testid": `chapter-${id}` },
    el(
      "div",
      { class: "story" },
      el("p", { class: "numeral", "aria-hidden": "true" }, String(number)),
      el("h2", { id: `${id}-title` }, words.heading),
      el("p", {}, words.words),
    ),
    el("div", { class: "instruments" }, ...cards),
  );
}

/** Links to the chapters. */
export function contents(label: string, chapters: readonly (readonly [id: string, heading: string])[]): HTMLElement {
  const items = chapters.map(([id, heading]) => el("li", {}, el("a", { href: `#${id}` }, heading)));
  return el("nav", { class: "contents", "aria-label": label }, el("ol", {}, ...items));
}
