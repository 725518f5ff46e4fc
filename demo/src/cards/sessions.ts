import { SallyportError, type DeviceSession } from "@sallyport/client";
import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { dateTimeElement } from "../format-time.js";
import { sessions as words } from "../texts/account.js";
import { card } from "./card.js";

export function sessionsCard({ client, runSignOut }: App, gone: AbortSignal): HTMLElement {
  const list = el("ul", { class: "devices", "data-testid": "sessions" });
  const status = el("p", { class: "status", role: "status", "data-testid": "sessions-status" });
  const reload = button(words.reload, "reload-sessions", () => load());
  const others = button(words.others, "end-other-sessions", () => endOthers());
  const everywhere = button(words.everywhere, "sign-out-everywhere", () => runSignOut(() => client.signOutEverywhere()));

  const load = async (done = "") => {
    try {
      const sessions = await client.sessions();
      if (gone.aborted) return;
      sessions.sort(currentThenLatest);
      list.replaceChildren(...sessions.map((session) => item(session, () => end(session))));
      others.hidden = sessions.every(({ current }) => current);
      setText(status, done);
    } catch {
      setText(status, words.notLoaded);
    }
  };
  const end = async ({ id, current }: DeviceSession) => {
    try {
      if (current) return await runSignOut(() => client.endSession(id));
      await client.endSession(id);
      await load(words.ended);
    } catch (error) {
      const missing = error instanceof SallyportError && error.status === 404;
      await load(missing ? words.gone : words.notLoaded);
    }
    // The focused button was removed together with its session.
    if (!gone.aborted) reload.focus();
  };

  const endOthers = async () => {
    const done = await client.endOtherSessions().then(() => words.othersEnded, () => words.notEnded);
    await load(done);
    // The focused button was hidden together with the other sessions.
    if (!gone.aborted) reload.focus();
  };

  // A step-up opens another session under the same view.
  const unsubscribe = client.onChange((answer) => {
    const listed = list.querySelector<HTMLElement>("[data-current=true]")?.dataset["sessionId"];
    if (answer.authenticated && listed && listed !== answer.session.id) void load();
  });
  gone.addEventListener("abort", unsubscribe);
  others.hidden = true;
  void load();
  return card("sessions", words.heading, list, status, el("div", { class: "row" }, reload, others, everywhere));
}

function currentThenLatest(a: DeviceSession, b: DeviceSession): number {
  return Number(b.current) - Number(a.current) || Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt);
}

function item(session: DeviceSession, end: () => Promise<void>): HTMLElement {
  const device = session.device ?? words.unknownDevice;
  const endButton = button(words.end, "end-session", end);
  endButton.setAttribute("aria-label", words.endLabel(device));
  return el(
    "li",
    { "data-session-id": session.id, "data-current": String(session.current) },
    el(
      "div",
      {},
      el("p", { class: "device" }, device, ...(session.current ? [" ", el("span", { class: "chip" }, words.current)] : [])),
      el("p", { class: "quiet" }, session.ip === null ? "" : words.from(session.ip)),
      el("p", { class: "quiet" }, `${words.signedIn} `, dateTimeElement(session.createdAt)),
      el("p", { class: "quiet" }, `${words.lastSeen} `, dateTimeElement(session.lastSeenAt)),
    ),
    endButton,
  );
}

function button(text: string, testId: string, press: () => Promise<void>): HTMLButtonElement {
  const element = el("button", { type: "button", "data-testid": testId }, text);
  element.addEventListener("click", () => void press());
  return element;
}
