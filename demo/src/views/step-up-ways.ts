import type { Provider } from "@sallyport/client";
import type { App } from "../app.js";
import { el } from "../dom.js";
import { stepUp as words } from "../texts/step-up.js";
import { providerButtons, takesThePage } from "./social-buttons.js";

/** For who has no password here: the providers that open this account, else what to do instead. */
export function otherWays(app: App, error: HTMLElement): HTMLElement {
  const box = el("div", { class: "social", "data-testid": "step-up-ways" });
  const show = (providers: readonly Provider[]) => {
    if (providers.length === 0) return box.replaceChildren(el("p", { class: "quiet" }, words.otherwise));
    const after = el("p", { class: "quiet" }, takesThePage() ? words.comeBack : "");
    box.replaceChildren(el("p", { class: "or" }, words.or), ...providerButtons(app, providers, error), after);
  };
  linkedProviders(app).then(show, () => show([]));
  return box;
}

async function linkedProviders({ client, place }: App): Promise<readonly Provider[]> {
  // A provider's page comes back with cookies, which would make a second session beside one of another place.
  if (place !== "cookie") return [];
  const [providers, identities] = await Promise.all([client.social.providers(), client.social.identities()]);
  return providers.filter(({ id }) => identities.some(({ provider }) => provider === id));
}
