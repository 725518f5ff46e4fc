import { SallyportError, type Identity, type Provider } from "@sallyport/client";
import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import { dateTimeElement } from "../format-time.js";
import { identities as words } from "../texts/account.js";
import { card } from "./card.js";

/** The card appears once there is something to show. Without providers and linked accounts it never does. */
export function identitiesCard({ client }: App, gone: AbortSignal): Node {
  const placeholder = document.createComment("");
  const list = el("ul", { class: "links" });
  const none = el("p", { class: "quiet" }, words.none);
  const status = el("p", { class: "status", role: "status", "data-testid": "identities-status" });
  const links = el("div", { class: "row" });
  const element = card("identities", words.heading, el("p", {}, words.words), none, list, status, links);
  element.dataset["testid"] = "identities";

  const load = async (done = "") => {
    const [providers, identities] = await Promise.all([
      client.social.providers().catch((): Provider[] => []),
      client.social.identities().catch(() => undefined),
    ]);
    if (gone.aborted) return;
    show(providers, identities ?? []);
    none.hidden = identities?.length !== 0;
    setText(status, identities ? done : words.notLoaded);
    if (providers.length > 0 || identities?.length) placeholder.replaceWith(element);
  };
  const show = (providers: readonly Provider[], identities: readonly Identity[]) => {
    const unlinked = providers.filter(({ id }) => !identities.some(({ provider }) => provider === id));
    list.replaceChildren(...identities.map((identity) => item(identity, () => unlink(identity))));
    links.replaceChildren(...unlinked.map((provider) => linkButton(provider, () => link(provider))));
  };
  const link = async ({ id, name }: Provider) => {
    setText(status, "");
    // On success the page navigates to the provider.
    await client.social.link(id).catch((error: unknown) => setText(status, explain(error, name)));
  };
  const unlink = async ({ id, name }: Identity) => {
    setText(status, "");
    try {
      await client.social.unlink(id);
      await load(words.unlinked(name));
    } catch (error) {
      if (!(error instanceof SallyportError && error.status === 404)) return setText(status, explain(error, name));
      await load(words.gone);
    }
    // The focused button was removed together with its link.
    if (!gone.aborted) (links.querySelector("button") ?? list.querySelector("button"))?.focus();
  };
  void load();
  return placeholder;
}

function item({ id, provider, name, displayName, email, linkedAt }: Identity, unlink: () => Promise<void>): HTMLElement {
  const who = displayName ?? email ?? words.unnamed;
  return el(
    "li",
    { "data-identity-id": id, "data-provider": provider },
    el(
      "div",
      {},
      el("p", { class: "provider" }, name),
      el("p", { class: "quiet" }, who),
      el("p", { class: "quiet" }, `${words.linked} `, dateTimeElement(linkedAt)),
    ),
    button(words.unlink, { "data-testid": "unlink", "aria-label": words.unlinkLabel(name, who) }, unlink),
  );
}

function linkButton({ id, name }: Provider, link: () => Promise<void>): HTMLElement {
  return button(words.link(name), { "data-testid": `link-${id}` }, link);
}

function button(text: string, attributes: Record<string, string>, press: () => Promise<void>): HTMLElement {
  const element = el("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", () => void press());
  return element;
}

function explain(error: unknown, name: string): string {
  if (!(error instanceof SallyportError)) throw error;
  switch (error.code) {
    case "last_way_in":
      return words.lastWayIn;
    case "insufficient_user_authentication":
      return words.tooLongAgo;
    case "provider_unavailable":
      return words.unavailable(name);
    case "provider_misconfigured":
      return words.misconfigured(name);
    case "network_error":
      return words.unreachable;
    default:
      return words.other(error.code);
  }
}
