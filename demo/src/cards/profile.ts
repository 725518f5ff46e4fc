import { SallyportError, type User } from "@sallyport/client";
import type { App } from "../app.js";
import { el, setText } from "../dom.js";
import type { ProfileDraft } from "../drafts.js";
import { profile as words } from "../texts/account.js";
import { card } from "./card.js";

interface Profile extends ProfileDraft {
  readonly username: string;
  readonly email: string | null;
}

const address = "/api/profile";

export function profileCard({ client, drafts, transport }: App, user: User, gone: AbortSignal): HTMLElement {
  const name = el("input", { id: "display-name", autocomplete: "nickname", "data-testid": "profile-display-name" });
  const bio = el("textarea", { id: "bio", rows: 3, "data-testid": "profile-bio" });
  const status = el("p", { class: "status", role: "status", "data-testid": "profile-status" });
  const save = el("button", { type: "submit", class: "primary", "data-testid": "profile-save" }, words.save);
  const buttons = el("div", { class: "row" }, save, status);
  const form = el("form", { "aria-busy": "true", "data-testid": "profile-form" }, field(words.displayName, name), field(words.bio, bio), buttons);
  const input = (): ProfileDraft => ({ displayName: name.value, bio: bio.value });
  const fill = (profile: ProfileDraft) => {
    name.value = profile.displayName;
    bio.value = profile.bio;
  };

  const load = async () => {
    const draft = drafts.get(user.id);
    if (draft) {
      fill(draft);
      setText(status, words.restored);
    }
    const profile = await read(() => client.fetch(address)).catch(() => undefined);
    form.setAttribute("aria-busy", "false");
    if (gone.aborted || drafts.has(user.id)) return;
    if (profile) fill(profile);
    else status.replaceChildren(words.notLoaded, " ", retryButton(load));
  };
  const send = async () => {
    const sent = input();
    drafts.set(user.id, sent);
    setText(status, words.saving);
    try {
      await read(() => client.fetch(address, asJson(sent)));
      // Input that was typed while the request was under way is still a draft.
      if (drafts.get(user.id) === sent) drafts.delete(user.id);
      setText(status, words.saved[transport]);
    } catch (error) {
      setText(status, explain(error));
    }
  };

  form.addEventListener("input", () => {
    drafts.set(user.id, input());
    setText(status, "");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  void load();
  return card("profile", words.heading, facts(user), form);
}

function asJson(draft: ProfileDraft): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(draft) };
}

class Refused extends Error {
  constructor(readonly status: number) {
    super();
  }
}

async function read(ask: () => Promise<Response>): Promise<Profile> {
  const response = await ask();
  if (!response.ok) throw new Refused(response.status);
  return (await response.json()) as Profile;
}

function explain(error: unknown): string {
  if (error instanceof Refused) return words.keptRefused(error.status);
  if (error instanceof SallyportError) return words.keptUnreachable;
  throw error;
}

function field(label: string, control: HTMLElement): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control);
}

function facts({ username, email }: User): HTMLElement {
  return el(
    "dl",
    { class: "facts" },
    el("div", {}, el("dt", {}, words.username), el("dd", {}, username)),
    el("div", {}, el("dt", {}, words.email), el("dd", {}, email ?? words.noEmail)),
  );
}

function retryButton(retry: () => Promise<void>): HTMLElement {
  const button = el("button", { type: "button" }, words.retry);
  button.addEventListener("click", () => void retry());
  return button;
}
