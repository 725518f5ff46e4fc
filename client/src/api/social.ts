import type { Session } from "./answers.js";

/**
 * A provider that people can sign in with.
 *
 * @example
 * ```ts
 * const label = ({ name }: Provider) => `Sign in with ${name}`;
 * ```
 */
export interface Provider {
  /** The name in addresses, such as `google`. */
  readonly id: string;
  /** The name for people, such as `Google`. */
  readonly name: string;
}

/**
 * An account at a provider that is linked to the account here.
 *
 * @example
 * ```ts
 * const line = (i: Identity) => `${i.name}: ${i.displayName ?? i.email ?? "no name given"}`;
 * ```
 */
export interface Identity {
  /** Opaque, for {@link Social.unlink}. */
  readonly id: string;
  readonly provider: string;
  /** The provider's name for people. */
  readonly name: string;
  /** Only an address that the provider has verified. */
  readonly email: string | null;
  readonly displayName: string | null;
  /** The address of a picture at the provider. Showing it tells the provider who looks and when. The page's CSP must allow it. */
  readonly picture: string | null;
  /** ISO 8601 in UTC, by the server's clock. */
  readonly linkedAt: string;
}

/**
 * What a provider's own library (One Tap, a native SDK) returned, for the server to verify. An ID token must contain the
 * nonce from {@link Social.nonce}. The `nonce` member is read only when no cookie carries the session, as in a native app.
 * An access token is accepted only if the provider says which app it was issued to.
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
 * Where people arrive when they come back from the provider.
 *
 * @example
 * ```ts
 * const where: ReturnTo = { returnTo: "/welcome?from=google" };
 * ```
 */
export interface ReturnTo {
  /** A path of the server's origin that begins with one `/`. The default is the page's own path, query and fragment. */
  readonly returnTo?: string;
}

/**
 * How to go to the provider: in a popup, or with the whole page, which then comes back to `returnTo`.
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
 * Sign-in with accounts at other providers. The authorization code and the provider's tokens go to the server and never
 * through this page, except with {@link Social.exchange}.
 *
 * @example
 * ```ts
 * const [google] = await client.social.providers();
 * if (google) button.onclick = () => client.social.signIn(google.id);
 * ```
 */
export interface Social {
  /**
   * Lists the providers that the server is configured for, for the buttons.
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
   * Without `popup` the page navigates to the provider and comes back to `returnTo` signed in. The promise then never
   * settles. Do not disable a button until it does: the Back button may bring back this same page.
   *
   * With `popup` it opens a window. Call it directly in the click handler, before any `await`, or the browser blocks the
   * window (`popup_blocked`). The promise resolves once the server says that somebody is signed in. It rejects with the code
   * that the closed window showed (`access_denied`, `account_exists`, `registration_closed`, …) or with `popup_closed`.
   *
   * For a popup, serve the page with `Cross-Origin-Opener-Policy: same-origin-allow-popups`, or without that header. With
   * `same-origin` the browser cuts the page off from the window at once, which looks as if the window had been closed. A
   * provider that isolates its own pages has the same effect. {@link Client.onChange} still reports a sign-in that succeeds
   * after that.
   *
   * A window may close without sending a result. The client then compares the session with the one it knew before, so call
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
   * Asks the server for the `nonce` that the provider's own library must put into the ID token. An ID token that was issued
   * for anybody else then signs nobody in here. The nonce is valid until the next sign-in, and for a visitor four hours at
   * most. Ask for it right before each initialization of the library.
   *
   * @example
   * ```ts
   * const nonce = await client.social.nonce();
   * ```
   */
  nonce(): Promise<string>;

  /**
   * Signs in with what the provider's own library returned. Rejects with `credentials_rejected`, `token_not_for_us`,
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
   * Navigates to the provider to link an account there to the signed-in one. The page comes back to `returnTo`, and the
   * promise never settles. Rejects with `insufficient_user_authentication` when the sign-in is too long ago, or when it was
   * at a provider that does not say when the person authenticated. The person must then sign in again first.
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
   * Removes a link. Rejects with `last_way_in` when nobody could sign in to the account without it, with
   * `insufficient_user_authentication` when the sign-in is too long ago, and with status 404 when the link does not exist.
   *
   * @example
   * ```ts
   * await client.social.unlink(identity.id);
   * ```
   */
  unlink(id: string): Promise<void>;
}
