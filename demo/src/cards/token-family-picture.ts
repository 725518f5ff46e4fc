import { el, setText, svg } from "../dom.js";
import type { Generation } from "../refresh-token-family.js";
import { generationStates, graceSeconds, type GenerationState } from "../replay.js";
import { rotation as words } from "../texts/rotation.js";

export interface TokenFamilyPicture {
  readonly element: HTMLElement;
  draw(generations: readonly Generation[]): void;
}

const shown = 5;
const step = 88;

/** The generations in a row, the latest last. Screen readers get the sentence below the picture instead. */
export function tokenFamilyPicture(): TokenFamilyPicture {
  const tree = svg("svg", { class: "family", viewBox: `0 0 ${shown * step} 112`, "aria-hidden": "true", focusable: "false" });
  const sentence = el("p", { class: "sentence", "data-testid": "family" });
  let drawn = "";
  return {
    element: el("figure", {}, tree, el("figcaption", {}, sentence)),
    draw: (generations) => {
      const last = generations.slice(-shown);
      const now = performance.now();
      const states = generationStates(last, now);
      const left = last.map(({ rotatedAt }) => (rotatedAt === undefined ? 0 : Math.ceil(graceSeconds - (now - rotatedAt) / 1000)));
      const content = JSON.stringify([last.map(({ number }) => number), states, left.filter((_, index) => states[index] === "grace")]);
      if (content === drawn) return;
      drawn = content;
      tree.replaceChildren(...last.flatMap((one, index) => generation(one, index, states[index]!, left[index]!)));
      setText(sentence, describe(generations, generationStates(generations, now)));
    },
  };
}

function describe(generations: readonly Generation[], states: readonly GenerationState[]): string {
  const rotated = states.filter((state) => state === "rotated").length;
  return words.sentence(generations.length, generations[states.indexOf("grace")]?.number, rotated);
}

function generation({ number }: Generation, index: number, state: GenerationState, left: number): SVGElement[] {
  const x = index * step + step / 2;
  const group = svg("g", { class: `generation ${state}` });
  if (index > 0) group.append(svg("path", { class: "link", d: `M${x - step + 24} 38H${x - 28}m-6 -5 6 5-6 5` }));
  group.append(svg("circle", { class: "seal", cx: x, cy: 38, r: 20 }), text("number", x, 44, String(number)));
  if (state === "grace") {
    const share = Math.max(0, left / graceSeconds) * 100;
    group.append(svg("circle", { class: "grace-arc", cx: x, cy: 38, r: 25, pathLength: 100, "stroke-dasharray": `${share} 100`, transform: `rotate(-90 ${x} 38)` }));
  }
  if (state === "rotated") group.append(svg("path", { class: "strike", d: `M${x - 15} 53L${x + 15} 23` }));
  group.append(text("label", x, 86, state === "grace" ? words.state.grace : words.state[state]));
  if (state === "grace") group.append(text("label", x, 104, words.left(left)));
  return [group];
}

function text(className: string, x: number, y: number, content: string): SVGElement {
  const element = svg("text", { class: className, x, y, "text-anchor": "middle" });
  element.textContent = content;
  return element;
}
