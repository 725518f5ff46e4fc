import type { Session } from "./answers.js";
import { remove } from "./end-session.js";
import { guardedFetch } from "./guarded-fetch.js";
import type { Connection } from "./lib/connection.js";
import { here, leaveFor, ofProvider } from "./lib/leave.js";
import { errorFrom } from "./lib/problem.js";
import { bodyOf, unexpected } from "./lib/read-answer.js";
import { readList } from "./lib/read-list.js";
import { session } from "./session.js";
import { signInAt } from "./sign-in.js";

/**
 * A provider people can sign in with.
 *
 * @example
 * ```ts
 * const label = ({ name }: Provider) => `Sign in with ${name}`;
 * ```
 */
export interface Provider {
  /** Names it in addresses, such as `google`. */
  readonly id: string;
  /** Names it to people, such as `Google`. */
  readonly name: string;
}

/**
 * Somebody's account at a provider, linked to the account here.
 *
 * @example
 * ```ts
 * const line = (i: Identity) => `${i.name}: ${i.displayName ?? i.email ?? "no name given"}`;
 * ```
 */
export interface Identity {
  /** Opaque; for {@link Social.unlink}. */
  readonly id: string;
  readonly provider: string;
  /** The provider's name for people. */
  readonly name: string;
  /** Only an address the provider says is verified. */
  readonly email: string | null;
  readonly displayName: string | null;
  /** An address the provider gave. Showing it tells the provider who looks when; the page's CSP must allow it. */
  readonly picture: string | null;
  /** ISO 8601 in UTC, by the server's clock. */
  readonly linkedAt: string;
}

/**
 * What a provider's own library (One Tap, a native SDK) gave out, for the server to check. An ID token must hold what
 * {@link Social.nonce} gave; a `nonce` beside it is read only where no cookie carries the session, as in a native app.
 * An access token counts only where the provider tells whom it was minted for.
 *
 * @example
 * ```ts
 * const evidence: Evidence = { idToken: response.credential };
 * ```
 */
export type Evidence =
  | { readonly idToken: string; readonly nonce?: string }
  | { readonly accessToken: string }
  | { readonly code: string; readonly codeVerifier: string; readonly redirectUri: string; readonly nonce?: string };

/**
 * Where the provider sends people back to.
 *
 * @example
 * ```ts
 * const where: ReturnTo = { returnTo: "/welcome?from=google" };
 * ```
 */
export interface ReturnTo {
  /** A path of the server's origin, beginning with one `/`. By default the page's own path, query and fragment. */
  readonly returnTo?: string;
}

/**
 * How to go to the provider: in a window of its own, or with the whole page, which then comes back to `returnTo`.
 *
 * @example
 * ```ts
 * const how: SocialSignIn = { popup: innerWidth >= 700 };
 * ```
 */
export interface SocialSignIn extends ReturnTo {
  readonly popup?: boolean;
}

/**
 * Sign-in with other people's accounts. The code and the provider's tokens go to the server, never through this page,
 * except where {@link Social.exchange} carries them.
 *
 * @example
 * ```ts
 * const [google] = await client.social.providers();
 * if (google) button.onclick = () => client.social.signIn(google.id);
 * ```
 */
export interface Social {
  /**
   * Lists the providers the server is set up for, for the buttons.
   *
   * @example
   * ```ts
   * const names = (await client.social.providers()).map(({ name }) => name);
   * ```
   */
  providers(): Promise<Provider[]>;

  /**
   * Signs in at a provider.
   *
   * Without `popup` the page leaves, and comes back to `returnTo` signed in. The promise then never settles: let
   * nothing wait for it, such as a button to enable again, for the Back button may bring this very page back.
   *
   * With `popup` it opens a window; call it right in the click, before any `await`, or the browser blocks it
   * (`popup_blocked`). Resolves once the server says that somebody is signed in. Rejects with the code of the page the
   * person closed (`access_denied`, `account_exists`, `registration_closed`, …) or with `popup_closed`. The page must
   * be served with `Cross-Origin-Opener-Policy: same-origin-allow-popups`, or none: with `same-origin` the browser
   * takes the window out of sight at once, which looks as if it had been closed. So does a provider that isolates its
   * own pages. A sign-in that succeeds after that is heard by {@link Client.onChange} all the same. Whether a window
   * that closed without a word changed anything is told by comparing with what the page knew: call
   * {@link Client.session} when the page loads.
   *
   * @example
   * ```ts
   * button.onclick = async () => {
   *   try {
   *     welcome((await client.social.signIn("google", { popup: true })).user);
   *   } catch (error) {
   *     if (!(error instanceof SallyportError)) throw error;
   *     if (error.code === "popup_blocked") await client.social.signIn("google");
   *     else if (error.code !== "popup_closed") show(error.message);
   *   }
   * };
   * ```
   */
  signIn(provider: string, how?: SocialSignIn): Promise<Session>;

  /**
   * Asks for what the provider's own library is to put into the ID token (its `nonce`), so that a token which was made
   * for anybody else signs nobody in here. It ends with the next sign-in, and for a visitor after four hours: ask
   * right before the library is set up, and again when it is set up again.
   *
   * @example
   * ```ts
   * const nonce = await client.social.nonce();
   * ```
   */
  nonce(): Promise<string>;

  /**
   * Signs in with what the provider's own library gave out. Rejects with `credentials_rejected`, `token_not_for_us`,
   * `provider_unavailable`, `provider_misconfigured` and the refusals of {@link Social.signIn}.
   *
   * @example
   * ```ts
   * google.accounts.id.initialize({
   *   client_id,
   *   nonce: await client.social.nonce(),
   *   callback: ({ credential }) => client.social.exchange("google", { idToken: credential }),
   * });
   * ```
   */
  exchange(provider: string, evidence: Evidence): Promise<Session>;

  /**
   * Leaves for the provider, to link an account there to the signed-in one; the page comes back to `returnTo`. The
   * promise never settles then. Rejects with `insufficient_user_authentication` when the person proved who they are
   * too long ago, or only to a provider that does not say when: sign in again first.
   *
   * @example
   * ```ts
   * linkButton.onclick = () => client.social.link("github").catch(explain);
   * ```
   */
  link(provider: string, how?: ReturnTo): Promise<never>;

  /**
   * Lists the signed-in person's linked accounts.
   *
   * @example
   * ```ts
   * const linked = (await client.social.identities()).some(({ provider }) => provider === "github");
   * ```
   */
  identities(): Promise<Identity[]>;

  /**
   * Takes a link away. Rejects with `last_way_in` when nobody could sign in to the account any more, with
   * `insufficient_user_authentication` when the sign-in is too long ago, and with status 404 when it is gone already.
   *
   * @example
   * ```ts
   * await client.social.unlink(identity.id);
   * ```
   */
  unlink(id: string): Promise<void>;
}

export async function providers(connection: Connection): Promise<Provider[]> {
  return readList(await guardedFetch(connection, connection.endpoint("/social")));
}

export async function nonce(connection: Connection): Promise<string> {
  // Two first questions at once would each be given a visitor of their own, and only one of the two stays.
  if (!connection.state.latest) await session(connection);
  const response = await guardedFetch(connection, connection.endpoint("/social/nonce"));
  if (!response.ok) throw await errorFrom(response);
  const body = (await bodyOf(response)) as { nonce?: unknown } | null | undefined;
  if (typeof body?.nonce !== "string") throw unexpected(response);
  return body.nonce;
}

export function exchange(connection: Connection, provider: string, evidence: Evidence): Promise<Session> {
  return signInAt(connection, ofProvider(provider, "exchange"), evidence);
}

export async function link(connection: Connection, provider: string, { returnTo = here() }: ReturnTo = {}): Promise<never> {
  const response = await guardedFetch(connection, connection.endpoint(ofProvider(provider, "link")), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ returnTo }),
  });
  if (!response.ok) throw await errorFrom(response);
  const body = (await response.json().catch(() => undefined)) as { location?: unknown } | null | undefined;
  const target = providersAddress(body?.location);
  if (!target) throw unexpected(response);
  return leaveFor(target);
}

export async function identities(connection: Connection): Promise<Identity[]> {
  return readList(await guardedFetch(connection, connection.endpoint("/identities")));
}

export function unlink(connection: Connection, id: string): Promise<void> {
  return remove(connection, `/identities/${encodeURIComponent(id)}`);
}

// Navigating to `javascript:` would run it in this page.
function providersAddress(address: unknown): URL | undefined {
  try {
    const url = new URL(String(address));
    const isLoopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
    return url.protocol === "https:" || (url.protocol === "http:" && isLoopback) ? url : undefined;
  } catch {
    return undefined;
  }
}
