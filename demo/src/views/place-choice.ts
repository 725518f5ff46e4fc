import { el } from "../dom.js";
import { allPlaces, type Place } from "../places.js";
import { places as words } from "../texts/places.js";

export interface PlaceChoice {
  readonly element: HTMLElement;
  chosen: Place;
}

/** The one question this page is about, as a group of radio buttons. */
export function placeChoice(first: Place): PlaceChoice {
  const radios = new Map(allPlaces.map((place) => [place, radio(place, place === first)]));
  return {
    element: el(
      "fieldset",
      { class: "place-choice" },
      el("legend", {}, words.question),
      ...[...radios].map(([place, input]) => option(place, input)),
    ),
    get chosen() {
      return [...radios].find(([, { checked }]) => checked)?.[0] ?? "cookie";
    },
    set chosen(place) {
      radios.get(place)!.checked = true;
    },
  };
}

function radio(place: Place, checked: boolean): HTMLInputElement {
  return el("input", { type: "radio", name: "place", value: place, checked, "data-testid": `place-${place}` });
}

function option(place: Place, input: HTMLInputElement): HTMLElement {
  const { name, short } = words[place];
  return el(
    "label",
    { class: "option" },
    input,
    el("span", { class: "name" }, name, ...(place === "cookie" ? [" ", el("span", { class: "chip" }, words.recommended)] : [])),
    el("span", { class: "quiet" }, short),
  );
}
