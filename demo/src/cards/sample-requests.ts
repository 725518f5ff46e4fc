import type { Transport } from "@sallyport/client";
import type { App } from "../app.js";
import { el } from "../dom.js";
import { requests as words } from "../texts/requests.js";

type SampleRequest = keyof typeof words.attempts;

const offered: Readonly<Record<Transport, readonly SampleRequest[]>> = {
  cookie: ["good", "noToken", "wrongToken", "noCookies"],
  memory: ["good", "noHeader", "wrongHeader", "noCookies"],
  header: ["good", "noHeader", "wrongHeader"],
};

/** Buttons that send a correct request and some wrong ones. They change nothing, because their body names no member. */
export function sampleRequests(app: App): HTMLElement {
  const buttons = offered[app.transport].map((sample) => {
    const testId = `send-${sample.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const button = el("button", { type: "button", "data-testid": testId }, words.attempts[sample]);
    // When no answer comes, the list of requests says so.
    button.addEventListener("click", () => void send(app, sample).catch(() => undefined));
    return button;
  });
  return el("div", { class: "row attempts", role: "group", "aria-label": words.try }, ...buttons);
}

const address = "/api/profile";

function send({ client, recorder }: App, sample: SampleRequest): Promise<Response> {
  switch (sample) {
    case "good":
      return client.fetch(address, change());
    case "noToken":
    case "noHeader":
      return recorder.directFetch(address, change());
    case "wrongToken":
      return recorder.directFetch(address, change({ [recorder.csrfHeader]: "made.up" }));
    case "noCookies":
      return recorder.directFetch(address, { ...change({ [recorder.csrfHeader]: "made.up" }), credentials: "omit" });
    case "wrongHeader":
      return recorder.directFetch(address, change({ Authorization: "JWT made.up.token" }));
  }
}

function change(more: Readonly<Record<string, string>> = {}): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json", ...more }, body: "{}" };
}
