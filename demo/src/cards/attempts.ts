import type { App } from "../app.js";
import { el } from "../dom.js";
import type { Place } from "../places.js";
import { requests as words } from "../texts/requests.js";

type Attempt = keyof typeof words.attempts;

const offered: Readonly<Record<Place, readonly Attempt[]>> = {
  cookie: ["good", "noToken", "wrongToken", "noCookies"],
  memory: ["good", "noHeader", "wrongHeader", "noCookies"],
  header: ["good", "noHeader", "wrongHeader"],
};

/** Buttons for a right request and some wrong ones, all of them real. They change nothing: no member is named. */
export function attempts(app: App): HTMLElement {
  const buttons = offered[app.place].map((attempt) => {
    const testId = `send-${attempt.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const button = el("button", { type: "button", "data-testid": testId }, words.attempts[attempt]);
    // An answer that does not come is told of by the list itself.
    button.addEventListener("click", () => void send(app, attempt).catch(() => undefined));
    return button;
  });
  return el("div", { class: "row attempts", role: "group", "aria-label": words.try }, ...buttons);
}

const address = "/api/profile";

function send({ client, recorder }: App, attempt: Attempt): Promise<Response> {
  switch (attempt) {
    case "good":
      return client.fetch(address, change());
    case "noToken":
    case "noHeader":
      return recorder.aside(address, change());
    case "wrongToken":
      return recorder.aside(address, change({ [recorder.tokenHeader]: "made.up" }));
    case "noCookies":
      return recorder.aside(address, { ...change({ [recorder.tokenHeader]: "made.up" }), credentials: "omit" });
    case "wrongHeader":
      return recorder.aside(address, change({ Authorization: "JWT made.up.token" }));
  }
}

function change(more: Readonly<Record<string, string>> = {}): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json", ...more }, body: "{}" };
}
