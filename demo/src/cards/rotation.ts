import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { every } from "../every.js";
import type { Generation } from "../family.js";
import { graceSeconds, replay } from "../replay.js";
import { rotation as words } from "../texts/rotation.js";
import { card } from "./card.js";
import { familyPicture } from "./family-picture.js";

export function rotationCard(app: App, gone: AbortSignal): HTMLElement {
  const picture = familyPicture();
  const status = el("p", { class: "status", role: "status", "data-testid": "rotation-status" });
  const renew = button(words.renew, "renew", () => app.client.refresh().then(() => undefined, () => setText(status, words.unreachable)));
  const draw = () => picture.draw(app.family.generations);
  every(1_000, gone, draw);
  gone.addEventListener("abort", app.family.onGrown(draw));
  return card(
    "rotation",
    words.family,
    picture.element,
    el("p", { class: "quiet" }, words.graceWords(graceSeconds)),
    el("div", { class: "row" }, renew, ...replayButtons(app, status)),
    el("p", { class: "quiet" }, words.none[app.place]),
    status,
  );
}

function replayButtons(app: App, status: HTMLElement): readonly HTMLElement[] {
  if (app.place !== "header") return [];
  const send = async (pick: (spent: readonly Generation[]) => Generation | undefined) => {
    const spent = app.family.generations.filter((one) => one.spentAt !== undefined && app.family.tokenOf(one));
    const old = pick(spent);
    setText(status, old ? await replay(app, old) : words.noneToReplay);
  };
  return [
    button(words.replayPrevious, "replay-previous", () => send((spent) => spent.at(-1))),
    button(words.replayOldest, "replay-oldest", () => send((spent) => spent[0])),
  ];
}

function button(text: string, testId: string, press: () => Promise<void>): HTMLElement {
  const element = el("button", { type: "button", "data-testid": testId }, text);
  element.addEventListener("click", () => void press());
  return element;
}
