import type { Transport } from "@sallyport/client";
import type { App } from "../app.js";
import { el } from "../dom.js";
import { switching as words, transports } from "../texts/transports.js";
import { allTransports } from "../transports.js";

/** Switches to another transport. This signs out first. */
export function transportSwitchCard(app: App): HTMLElement {
  return el(
    "section",
    { class: "switch", "aria-labelledby": "switch-heading" },
    el("h2", { id: "switch-heading" }, words.heading),
    el("ul", { class: "places" }, ...allTransports.map((transport) => el("li", {}, choice(app, transport)))),
    el("p", { class: "quiet" }, words.why),
  );
}

function choice(app: App, transport: Transport): HTMLElement {
  const { name } = transports[transport];
  if (transport === app.transport) {
    return el("p", { class: "place now", "data-testid": "place-now" }, name, " ", el("span", { class: "chip" }, words.now));
  }
  const button = el("button", { type: "button", class: "place", "data-testid": `move-${transport}` }, name);
  button.addEventListener("click", () => void app.switchTransport(transport));
  return button;
}
