import { svg } from "../dom.js";
import type { DoorState, DoorStates } from "../door-states.js";

/** Two arched doors. They are hidden from screen readers, because the words beside them say the same. */
export function doorPicture({ first, second }: DoorStates): SVGElement {
  return svg(
    "svg",
    { class: "two-doors", viewBox: "0 0 64 40", "aria-hidden": "true", focusable: "false" },
    door("first", first, 1),
    door("second", second, 35),
  );
}

function door(which: string, state: DoorState, x: number): SVGElement {
  const arch = `M${x + 1} 39V15a13 13 0 0 1 26 0v24z`;
  return svg(
    "g",
    { class: `arch ${which} ${state}` },
    svg("path", { class: "opening", d: arch }),
    svg("path", { class: "leaf", d: arch }),
    svg("circle", { class: "knob", cx: x + 22, cy: 27, r: 1.75 }),
    svg("path", { class: "frame", d: arch }),
  );
}
