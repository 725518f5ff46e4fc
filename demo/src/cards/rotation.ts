import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import type { Generation } from "../refresh-token-family.js";
import { graceSeconds, replay } from "../replay.js";
import { runEvery } from "../run-every.js";
import { rotation as words } from "../texts/rotation.js";
import { card } from "./card.js";
import { tokenFamilyPicture } from "./token-family-picture.js";

export function rotationCard(app: App, gone: AbortSignal): HTMLElement {
  const picture = tokenFamilyPicture();
  const status = el("p", { class: "status", role: "status", "data-testid": "rotation-status" });
  const renew = button(words.renew, "renew", () => app.client.refresh().then(() => undefined, () => setText(status, words.unreachable)));
  const draw = () => picture.draw(app.family.generations);
  runEvery(1_000, gone, draw);
  gone.addEventListener("abort", app.family.onRotation(draw));
  return card(
    "rotation",
    words.family,
    picture.element,
    el("p", { class: "quiet" }, words.graceWords(graceSeconds)),
    el("div", { class: "row" }, renew, ...replayButtons(app, status)),
    el("p", { class: "quiet" }, words.none[app.transport]),
    status,
  );
}

function replayButtons(app: App, status: HTMLElement): readonly HTMLElement[] {
  if (app.transport !== "header") return [];
  const send = async (pick: (rotated: readonly Generation[]) => Generation | undefined) => {
    const rotated = app.family.generations.filter((one) => one.rotatedAt !== undefined && app.family.tokenOf(one));
    const old = pick(rotated);
    setText(status, old ? await replay(app, old) : words.noneToReplay);
  };
  return [
    button(words.replayPrevious, "replay-previous", () => send((rotated) => rotated.at(-1))),
    button(words.replayOldest, "replay-oldest", () => send((rotated) => rotated[0])),
  ];
}

function button(text: string, testId: string, press: () => Promise<void>): HTMLElement {
  const element = el("button", { type: "button", "data-testid": testId }, text);
  element.addEventListener("click", () => void press());
  return element;
}
