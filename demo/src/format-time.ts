import { el } from "./dom.js";

const dayAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const timeOfDay = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

export function dateTimeElement(iso: string): HTMLTimeElement {
  return el("time", { datetime: iso }, dayAndTime.format(new Date(iso)));
}

export function timeElement(at: Date): HTMLTimeElement {
  return el("time", { datetime: at.toISOString() }, timeOfDay.format(at));
}
