import type { Provider } from "@sallyport/client";
import type { App } from "../app.js";
import { el } from "../dom.js";
import { stepUp as words } from "../texts/step-up.js";
import { providerButtons, usesWholePage } from "./social-buttons.js";

/** For people without a password here: the linked providers, or what to do instead. */
export function stepUpAlternatives(app: App, error: HTMLElement): HTMLElement {
  const box = el("div", { class: "social", "data-testid": "step-up-ways" });
  const show = (providers: readonly Provider[]) => {
    if (providers.length === 0) return box.replaceChildren(el("p", { class: "quiet" }, words.otherwise));
    const after = el("p", { class: "quiet" }, usesWholePage() ? words.comeBack : "");
    box.replaceChildren(el("p", { class: "or" }, words.or), ...providerButtons(app, providers, error), after);
  };
  linkedProviders(app).then(show, () => show([]));
  return box;
}

async function linkedProviders({ client, transport }: App): Promise<readonly Provider[]> {
  // A sign-in at a provider always sets cookies, so with another transport there would be a second session.
  if (transport !== "cookie") return [];
  const [providers, identities] = await Promise.all([client.social.providers(), client.social.identities()]);
  return providers.filter(({ id }) => identities.some(({ provider }) => provider === id));
}
