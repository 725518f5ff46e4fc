import type { App } from "../app.js";
import { el } from "../dom.js";
import { allPlaces, type Place } from "../places.js";
import { places, switching as words } from "../texts/places.js";

/** The way to the other places, which leads through a sign-out. */
export function switchCard(app: App): HTMLElement {
  return el(
    "section",
    { class: "switch", "aria-labelledby": "switch-heading" },
    el("h2", { id: "switch-heading" }, words.heading),
    el("ul", { class: "places" }, ...allPlaces.map((place) => el("li", {}, choice(app, place)))),
    el("p", { class: "quiet" }, words.why),
  );
}

function choice(app: App, place: Place): HTMLElement {
  const { name } = places[place];
  if (place === app.place) {
    return el("p", { class: "place now", "data-testid": "place-now" }, name, " ", el("span", { class: "chip" }, words.now));
  }
  const button = el("button", { type: "button", class: "place", "data-testid": `move-${place}` }, name);
  button.addEventListener("click", () => void app.moveTo(place));
  return button;
}
