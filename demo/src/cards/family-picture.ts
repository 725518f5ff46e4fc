import { el, setText, svg } from "../dom.js";
import type { Generation } from "../family.js";
import { graceSeconds, standings, type Standing } from "../replay.js";
import { rotation as words } from "../texts/rotation.js";

export interface FamilyPicture {
  readonly element: HTMLElement;
  draw(generations: readonly Generation[]): void;
}

const shown = 5;
const step = 88;

/** A line of generations, the youngest last. The eye has the picture, a screen reader the sentence below it. */
export function familyPicture(): FamilyPicture {
  const tree = svg("svg", { class: "family", viewBox: `0 0 ${shown * step} 112`, "aria-hidden": "true", focusable: "false" });
  const sentence = el("p", { class: "sentence", "data-testid": "family" });
  let drawn = "";
  return {
    element: el("figure", {}, tree, el("figcaption", {}, sentence)),
    draw: (generations) => {
      const last = generations.slice(-shown);
      const now = performance.now();
      const states = standings(last, now);
      const left = last.map(({ spentAt }) => (spentAt === undefined ? 0 : Math.ceil(graceSeconds - (now - spentAt) / 1000)));
      const looks = JSON.stringify([last.map(({ number }) => number), states, left.filter((_, index) => states[index] === "grace")]);
      if (looks === drawn) return;
      drawn = looks;
      tree.replaceChildren(...last.flatMap((one, index) => generation(one, index, states[index]!, left[index]!)));
      setText(sentence, describe(generations, standings(generations, now)));
    },
  };
}

function describe(generations: readonly Generation[], states: readonly Standing[]): string {
  const dead = states.filter((state) => state === "dead").length;
  return words.sentence(generations.length, generations[states.indexOf("grace")]?.number, dead);
}

function generation({ number }: Generation, index: number, state: Standing, left: number): SVGElement[] {
  const x = index * step + step / 2;
  const group = svg("g", { class: `generation ${state}` });
  if (index > 0) group.append(svg("path", { class: "link", d: `M${x - step + 24} 38H${x - 28}m-6 -5 6 5-6 5` }));
  group.append(svg("circle", { class: "seal", cx: x, cy: 38, r: 20 }), text("number", x, 44, String(number)));
  if (state === "grace") {
    const share = Math.max(0, left / graceSeconds) * 100;
    group.append(svg("circle", { class: "grace-arc", cx: x, cy: 38, r: 25, pathLength: 100, "stroke-dasharray": `${share} 100`, transform: `rotate(-90 ${x} 38)` }));
  }
  if (state === "dead") group.append(svg("path", { class: "strike", d: `M${x - 15} 53L${x + 15} 23` }));
  group.append(text("label", x, 86, state === "grace" ? words.state.grace : words.state[state]));
  if (state === "grace") group.append(text("label", x, 104, words.left(left)));
  return [group];
}

function text(className: string, x: number, y: number, content: string): SVGElement {
  const element = svg("text", { class: className, x, y, "text-anchor": "middle" });
  element.textContent = content;
  return element;
}
