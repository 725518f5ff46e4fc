import { svg } from "../dom.js";

export interface CountdownRing {
  readonly element: SVGElement;
  /** From 0, empty, to 1, full. */
  fill(share: number): void;
}

export function createCountdownRing(): CountdownRing {
  const track = svg("circle", { class: "track", cx: 60, cy: 60, r: 53 });
  const arc = svg("circle", { class: "arc", cx: 60, cy: 60, r: 53, pathLength: 100, "stroke-dasharray": 100 });
  return {
    // Hidden from screen readers, because the number beside it says the same.
    element: svg("svg", { class: "ring", viewBox: "0 0 120 120", "aria-hidden": "true" }, track, arc),
    fill: (share) => arc.setAttribute("stroke-dashoffset", String(100 - 100 * share)),
  };
}
