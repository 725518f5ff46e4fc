import type { Session } from "@sallyport/client";
import type { App } from "../app.js";
import { attackerCard } from "../cards/attacker.js";
import { identitiesCard } from "../cards/identities.js";
import { otherSiteCard } from "../cards/other-site.js";
import { profileCard } from "../cards/profile.js";
import { requestsCard } from "../cards/requests.js";
import { rotationCard } from "../cards/rotation.js";
import { sessionsCard } from "../cards/sessions.js";
import { sightCard } from "../cards/sight.js";
import { switchCard } from "../cards/switch.js";
import { tokenCard } from "../cards/token.js";
import { whereCard } from "../cards/where.js";
import { el } from "../dom.js";
import { account } from "../texts/account.js";
import { attacker } from "../texts/attacker.js";
import { otherSite } from "../texts/other-site.js";
import { places, signedIn as words } from "../texts/places.js";
import { requests } from "../texts/requests.js";
import { rotation } from "../texts/rotation.js";
import { where } from "../texts/where.js";
import { chapter, contents } from "./chapter.js";

export function signedInView(app: App, session: Session, gone: AbortSignal): HTMLElement {
  app.page.account.replaceChildren(signOutButton(app));
  const chapters = [
    ["where", where],
    ["attack", attacker],
    ["elsewhere", otherSite],
    ["gate", requests],
    ["renewal", rotation],
    ["account", account],
  ] as const;
  const instruments: Record<(typeof chapters)[number][0], readonly Node[]> = {
    where: [whereCard(app.place, gone), sightCard(app, session.csrf, gone)],
    attack: [attackerCard(app, gone)],
    elsewhere: [otherSiteCard(app, gone)],
    gate: [requestsCard(app, gone)],
    renewal: [tokenCard(app, gone), rotationCard(app, gone)],
    account: [profileCard(app, session.user, gone), identitiesCard(app, gone), sessionsCard(app, gone)],
  };
  return el(
    "div",
    { class: "inside", "data-testid": "signed-in-view", "data-place": app.place },
    greeting(app, session),
    contents(words.contents, chapters.map(([id, { heading }]) => [id, heading])),
    ...chapters.map(([id, of], index) => chapter(id, index + 1, of, ...instruments[id])),
  );
}

function greeting(app: App, { user }: Session): HTMLElement {
  const { inside, lead } = places[app.place];
  return el(
    "div",
    { class: "greeting" },
    el(
      "div",
      { class: "promise" },
      el("h1", { tabindex: -1 }, words.greeting(user.username)),
      el("p", { class: "lead" }, el("strong", {}, words.lead(inside)), ` ${lead}`),
    ),
    switchCard(app),
  );
}

function signOutButton(app: App): HTMLElement {
  const button = el("button", { type: "button", "data-testid": "sign-out" }, words.signOut);
  button.addEventListener("click", () => void app.leave(() => app.client.signOut()));
  return button;
}
