import type { Transport } from "@sallyport/client";
import { el } from "../dom.js";
import { transports as words } from "../texts/transports.js";
import { allTransports } from "../transports.js";

export interface TransportChoice {
  readonly element: HTMLElement;
  chosen: Transport;
}

/** The choice between the transports, as a group of radio buttons. */
export function transportChoice(first: Transport): TransportChoice {
  const radios = new Map(allTransports.map((transport) => [transport, radio(transport, transport === first)]));
  return {
    element: el(
      "fieldset",
      { class: "place-choice" },
      el("legend", {}, words.question),
      ...[...radios].map(([transport, input]) => option(transport, input)),
    ),
    get chosen() {
      return [...radios].find(([, { checked }]) => checked)?.[0] ?? "cookie";
    },
    set chosen(transport) {
      radios.get(transport)!.checked = true;
    },
  };
}

function radio(transport: Transport, checked: boolean): HTMLInputElement {
  return el("input", { type: "radio", name: "place", value: transport, checked, "data-testid": `place-${transport}` });
}

function option(transport: Transport, input: HTMLInputElement): HTMLElement {
  const { name, short } = words[transport];
  return el(
    "label",
    { class: "option" },
    input,
    el("span", { class: "name" }, name, ...(transport === "cookie" ? [" ", el("span", { class: "chip" }, words.recommended)] : [])),
    el("span", { class: "quiet" }, short),
  );
}
