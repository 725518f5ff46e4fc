import type { Session } from "@sallyport/client";
import type { App } from "../app.js";
import { identitiesCard } from "../cards/identities.js";
import { profileCard } from "../cards/profile.js";
import { requestsCard } from "../cards/requests.js";
import { sessionsCard } from "../cards/sessions.js";
import { sightCard } from "../cards/sight.js";
import { tokenCard } from "../cards/token.js";
import { el } from "../dom.js";
import { keepRenewed } from "../renewal.js";
import { texts } from "../texts.js";

export function signedInView(app: App, session: Session, gone: AbortSignal): HTMLElement {
  app.page.account.replaceChildren(signOutButton(app));
  keepRenewed(app.client, gone);
  return el(
    "div",
    { class: "inside", "data-testid": "signed-in-view" },
    el(
      "div",
      { class: "greeting" },
      el("h1", { tabindex: -1 }, texts.signedIn.greeting(session.user.username)),
      el("p", { class: "lead" }, texts.signedIn.lead),
    ),
    el(
      "div",
      { class: "column" },
      tokenCard(app, gone),
      profileCard(app, session.user, gone),
      identitiesCard(app, gone),
      sessionsCard(app, gone),
    ),
    el("div", { class: "column" }, sightCard(session.csrf, gone), requestsCard(app, gone)),
  );
}

function signOutButton({ client, leave }: App): HTMLElement {
  const button = el("button", { type: "button", "data-testid": "sign-out" }, texts.signedIn.signOut);
  button.addEventListener("click", () => void leave(() => client.signOut()));
  return button;
}
