import type { Session } from "@sallyport/client";
import type { App } from "../app.js";
import { accessTokenCard } from "../cards/access-token.js";
import { identitiesCard } from "../cards/identities.js";
import { injectedScriptCard } from "../cards/injected-script.js";
import { otherSiteCard } from "../cards/other-site.js";
import { profileCard } from "../cards/profile.js";
import { requestsCard } from "../cards/requests.js";
import { rotationCard } from "../cards/rotation.js";
import { sessionsCard } from "../cards/sessions.js";
import { tokenLocationsCard } from "../cards/token-locations.js";
import { transportSwitchCard } from "../cards/transport-switch.js";
import { visibleStorageCard } from "../cards/visible-storage.js";
import { el } from "../dom.js";
import { account } from "../texts/account.js";
import { injectedScript } from "../texts/injected-script.js";
import { otherSite } from "../texts/other-site.js";
import { requests } from "../texts/requests.js";
import { rotation } from "../texts/rotation.js";
import { tokenLocations } from "../texts/token-locations.js";
import { signedIn as words, transports } from "../texts/transports.js";
import { chapter, contents } from "./chapter.js";

export function signedInView(app: App, session: Session, gone: AbortSignal): HTMLElement {
  app.page.account.replaceChildren(signOutButton(app));
  const chapters = [
    ["where", tokenLocations],
    ["attack", injectedScript],
    ["elsewhere", otherSite],
    ["gate", requests],
    ["renewal", rotation],
    ["account", account],
  ] as const;
  const cards: Record<(typeof chapters)[number][0], readonly Node[]> = {
    where: [tokenLocationsCard(app.transport, gone), visibleStorageCard(app, session.csrf, gone)],
    attack: [injectedScriptCard(app, gone)],
    elsewhere: [otherSiteCard(app, gone)],
    gate: [requestsCard(app, gone)],
    renewal: [accessTokenCard(app, gone), rotationCard(app, gone)],
    account: [profileCard(app, session.user, gone), identitiesCard(app, gone), sessionsCard(app, gone)],
  };
  return el(
    "div",
    { class: "inside", "data-testid": "signed-in-view", "data-place": app.transport },
    greeting(app, session),
    contents(words.contents, chapters.map(([id, { heading }]) => [id, heading])),
    ...chapters.map(([id, of], index) => chapter(id, index + 1, of, ...cards[id])),
  );
}

function greeting(app: App, { user }: Session): HTMLElement {
  const { inside, lead } = transports[app.transport];
  return el(
    "div",
    { class: "greeting" },
    el(
      "div",
      { class: "promise" },
      el("h1", { tabindex: -1 }, words.greeting(user.username)),
      el("p", { class: "lead" }, el("strong", {}, words.lead(inside)), ` ${lead}`),
    ),
    transportSwitchCard(app),
  );
}

function signOutButton(app: App): HTMLElement {
  const button = el("button", { type: "button", "data-testid": "sign-out" }, words.signOut);
  button.addEventListener("click", () => void app.runSignOut(() => app.client.signOut()));
  return button;
}
