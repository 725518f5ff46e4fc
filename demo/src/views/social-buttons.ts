import { SallyportError, type Provider } from "@sallyport/client";
import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { social as words } from "../texts/sign-in.js";
import { explainSignIn } from "./explain-sign-in.js";

const wideEnough = 700;

/** Whether the whole page goes to the provider, because the screen has no room for a popup beside it. */
export function usesWholePage(): boolean {
  return innerWidth < wideEnough;
}

/** A button for each provider. It is empty when there is none or they cannot be listed: the form works without them. */
export function socialButtons(app: App, error: HTMLElement): HTMLElement {
  const box = el("div", { class: "social" });
  const show = (providers: readonly Provider[]) => {
    if (providers.length > 0) box.replaceChildren(el("p", { class: "or" }, words.or), ...providerButtons(app, providers, error));
  };
  app.client.social.providers().then(show, () => undefined);
  return box;
}

/** Each button signs in with its provider. When that fails, `error` says why. */
export function providerButtons(app: App, providers: readonly Provider[], error: HTMLElement): readonly HTMLElement[] {
  let attempts = 0;
  const signIn = async (provider: Provider) => {
    const attempt = (attempts += 1);
    setText(error, "");
    try {
      await (usesWholePage() ? app.client.social.signIn(provider.id) : inPopup(app, provider.id));
    } catch (refusal) {
      // An earlier popup that was abandoned for another one needs no message.
      if (error.isConnected && attempt === attempts) setText(error, explain(refusal, provider));
    }
  };
  return providers.map((provider) => button(provider, () => signIn(provider)));
}

async function inPopup({ client }: App, id: string): Promise<unknown> {
  try {
    return await client.social.signIn(id, { popup: true });
  } catch (refusal) {
    // The whole page can go to the provider instead.
    if (refusal instanceof SallyportError && refusal.code === "popup_blocked") return client.social.signIn(id);
    throw refusal;
  }
}

function button({ id, name }: Provider, press: () => Promise<void>): HTMLElement {
  // Not `submit`, because Enter in the password field must submit the form.
  const element = el("button", { type: "button", "data-testid": `social-${id}` }, words.with(name));
  element.addEventListener("click", () => void press());
  return element;
}

function explain(error: unknown, { name }: Provider): string {
  switch (error instanceof SallyportError && error.code) {
    case "popup_closed":
      return words.popupClosed(name);
    case "access_denied":
      return words.denied(name);
    case "credentials_rejected":
    case "token_not_for_us":
      return words.rejected(name);
    case "state_mismatch":
    case "state_expired":
      return words.stale;
    case "account_exists":
      return words.exists(name);
    case "registration_closed":
      return words.closed;
    case "provider_unavailable":
      return words.unavailable(name);
    case "provider_misconfigured":
      return words.misconfigured(name);
    default:
      return explainSignIn(error);
  }
}
