import type { Session, SignedOut, Visitor } from "./answers.js";
import type { Credentials } from "./credentials.js";
import type { DeviceSession } from "./device-session.js";
import type { SallyportError } from "./sallyport-error.js";
import type { Social } from "./social.js";
import type { StepUp } from "./step-up.js";
import type { Listener, Unsubscribe } from "./subscription.js";
import type { ClientTransport, Fetch } from "./transport.js";

/**
 * Where the server is and how to talk to it. The defaults are the page's own origin, the path `/auth`, and cookies.
 *
 * @example
 * ```ts
 * createClient({ baseUrl: "https://api.example.com", path: "/login" }); // the API must list this page in its CORS origins
 * ```
 */
export interface ClientOptions {
  /** The server's origin when it is not the page's. Relative addresses given to `fetch` are resolved against it. */
  readonly baseUrl?: string;
  /** The server's `sallyport.path`. */
  readonly path?: string;
  readonly fetch?: Fetch;
  /** Where the tokens live; in HttpOnly cookies unless given. */
  readonly transport?: ClientTransport;
  /**
   * Called when the server refuses a request with `insufficient_user_authentication`. The request is repeated once the same
   * person has signed in again. Without this option the caller gets the refusal.
   */
  readonly stepUp?: StepUp;
  /** The answer that the server got while it rendered this page, so that the page's first rendering is correct. */
  readonly initial?: Session | Visitor;
}

/**
 * Signs people in and out, and sends requests with cookies and the CSRF token. Every method that asks the server rejects
 * with a {@link SallyportError}: `network_error` when no answer came, `redirected` when the answer was a redirect, otherwise
 * the server's code. An outage never signs anyone out.
 *
 * While somebody is signed in and the page is visible, the client refreshes the access token a little before it expires. One
 * tab does so for all tabs.
 *
 * @example
 * ```ts
 * const answer = await client.session();
 * if (!answer.authenticated) await client.signIn({ username, password });
 * ```
 */
export interface Client {
  /**
   * The first answer to who is signed in. The client asks when this property is first read, and asks again with growing
   * pauses while the server is unreachable. The promise never rejects. {@link Client.unavailable} says what it waits for.
   *
   * @example
   * ```ts
   * const answer = await client.ready;
   * mount(answer.authenticated ? App : SignIn);
   * ```
   */
  readonly ready: Promise<Session | Visitor>;

  /**
   * The latest answer the client knows. Reading it sends no request, so it suits a first rendering and frameworks that read
   * state synchronously. `undefined` before the first answer.
   *
   * @example
   * ```ts
   * const name = client.current?.authenticated ? client.current.user.username : undefined;
   * ```
   */
  readonly current: Session | Visitor | undefined;

  /**
   * Why there is no first answer yet: the error of the latest attempt. The client goes on trying. `undefined` before the first attempt
   * has failed, and once it is known who is signed in.
   *
   * `origin_not_allowed` means that something answers at the server's origin, but nothing that this page may read: the server's
   * `sallyport.cors.allowed-origins` does not list the page's origin, or a proxy answers in the server's place. `network_error` means
   * that nothing answers. Other codes are the server's own, such as `store_unavailable`.
   *
   * @example
   * ```ts
   * if (client.unavailable?.code === "origin_not_allowed") console.error(`List ${location.origin} in the server's CORS origins.`);
   * ```
   */
  readonly unavailable: SallyportError | undefined;

  /**
   * Asks who is signed in. When the access token has expired and a refresh cookie is left, the client refreshes once first.
   * When that refresh is refused, the result is a {@link Visitor}, not an error.
   *
   * @example
   * ```ts
   * const answer = await client.session();
   * render(answer.authenticated ? answer.user.username : "Please sign in");
   * ```
   */
  session(): Promise<Session | Visitor>;

  /**
   * Signs in. The tokens arrive in HttpOnly cookies, unless another transport was chosen. Rejects with `credentials_rejected`
   * whatever was wrong with the credentials, and with `too_many_attempts` and `retryAfter` in seconds.
   *
   * @example
   * ```ts
   * const { user } = await client.signIn({ username: "ada", password });
   * ```
   */
  signIn(credentials: Credentials): Promise<Session>;

  /**
   * Ends this session, first on the server, then in the page. When it rejects, the session and the page's state stay as
   * they were.
   *
   * @example
   * ```ts
   * await client.signOut();
   * ```
   */
  signOut(): Promise<void>;

  /**
   * Ends every session of this person, on every device.
   *
   * @example
   * ```ts
   * if (confirm("Sign out on all devices?")) await client.signOutEverywhere();
   * ```
   */
  signOutEverywhere(): Promise<void>;

  /**
   * Refreshes the access token now, although the client also does so by itself. Simultaneous calls share one refresh, in
   * this tab and with other tabs.
   *
   * When no answer comes, the client tries a second time within moments: the server may have refreshed the session, and it
   * repeats a lost answer only within its grace period. A refusal (401: `refresh_expired`, `refresh_reused`,
   * `session_revoked` …) rejects, and signs the page out.
   *
   * @example
   * ```ts
   * await client.refresh(); // the person's roles have just changed
   * ```
   */
  refresh(): Promise<Session>;

  /**
   * Lists this person's sessions on all devices.
   *
   * @example
   * ```ts
   * const others = (await client.sessions()).filter((session) => !session.current);
   * ```
   */
  sessions(): Promise<DeviceSession[]>;

  /**
   * Ends one of this person's sessions. Ending the current one signs out. Rejects with status 404 when the session belongs
   * to somebody else or has ended already.
   *
   * @example
   * ```ts
   * await client.endSession(others[0].id);
   * ```
   */
  endSession(id: string): Promise<void>;

  /**
   * Ends every session of this person except the current one. Succeeds when there is no other.
   *
   * @example
   * ```ts
   * if (confirm("Sign out everywhere else?")) await client.endOtherSessions();
   * ```
   */
  endOtherSessions(): Promise<void>;

  /**
   * Sign-in with Google, GitHub and every other provider the server is configured for.
   *
   * @example
   * ```ts
   * for (const { id, name } of await client.social.providers()) {
   *   addButton(`Sign in with ${name}`, () => client.social.signIn(id));
   * }
   * ```
   */
  readonly social: Social;

  /**
   * `fetch` with the session. Like `fetch` it resolves with the server's refusals (401, 403 …) instead of throwing them. For
   * requests to the server's own origin:
   * - cookies are sent, and unsafe methods (RFC 9110, section 9.2.1) carry the CSRF token;
   * - an expired access token is refreshed and a stale CSRF token replaced, each at most once, and the request is repeated
   *   with its body, which is kept in memory for that; it is never repeated for another person;
   * - when the server wants a more recent sign-in, {@link ClientOptions.stepUp} is called.
   *
   * For any other origin it is the plain `fetch`: the CSRF token is never sent there, not by a redirect either. A request
   * with `credentials: "omit"` is sent by the plain `fetch`, too.
   *
   * A redirect of an unsafe request is not followed: a browser would send the CSRF token along, or fail as if no answer had
   * come. The promise rejects with `redirected`. The server has answered by then, so do not send the request again. With
   * `mode: "same-origin"` a redirect within the page's own origin is followed, and one to another origin is a
   * `network_error`. GET requests follow redirects as usual.
   *
   * Rejects with a {@link SallyportError} when no answer came, or when the refresh that the request needed was not possible
   * (`network_error`, `store_unavailable`). An abort rejects as in `fetch`.
   *
   * @example
   * ```ts
   * const response = await client.fetch("/api/profile", {
   *   method: "POST",
   *   headers: { "Content-Type": "application/json" },
   *   body: JSON.stringify({ displayName: "Ada", bio: "" }),
   * });
   * ```
   */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;

  /**
   * The same as {@link Client.fetch}, but `send` sends the requests: for libraries that have their own way to send.
   *
   * `send` gets a ready `Request` with the CSRF token or Authorization header in it. It is called again for each repetition,
   * up to four times in all. A request to any other origin is passed to it unchanged.
   *
   * `send` must not follow a redirect to another origin with these headers. The `redirect` of the `Request` is `manual` where
   * it must not follow one; a response of the type `opaqueredirect` is then reported as `redirected`.
   *
   * @example
   * ```ts
   * const logged = await client.through((request, init) => (console.log(request), fetch(request, init)), "/api/notes");
   * ```
   */
  through(send: Fetch, input: string | URL | Request, init?: RequestInit): Promise<Response>;

  /**
   * Calls back with the latest answer after each sign-in, refresh and sign-out, in this tab or another one, and when the
   * client learns that the server has ended the session. No token passes between tabs: each tab asks the server itself.
   *
   * @example
   * ```ts
   * const unsubscribe = client.onChange((answer) => setUser(answer.authenticated ? answer.user : null));
   * ```
   */
  onChange(listener: Listener): Unsubscribe;

  /**
   * Calls back after each failed attempt to learn who is signed in, with the reason ({@link Client.unavailable}). The first answer is a
   * call of {@link Client.onChange}.
   *
   * @example
   * ```ts
   * client.onUnavailable(({ code }) => notice(code === "network_error" ? "You seem to be offline." : `Please wait (${code}).`));
   * ```
   */
  onUnavailable(listener: (error: SallyportError) => void): Unsubscribe;

  /**
   * Calls back once in each tab when the person who was signed in no longer is, with the reason. It is called after
   * {@link Client.onChange}.
   *
   * @example
   * ```ts
   * client.onSignedOut(({ code, here }) => here || notice(`You have been signed out (${code}).`));
   * ```
   */
  onSignedOut(listener: (end: SignedOut) => void): Unsubscribe;

  /**
   * The seconds until the access token expires, never below 0, accurate to about one second. They are computed from the
   * server's `Date` header (RFC 9110, section 6.6.1) and the page's monotonic clock, so a wrong or changed local clock does
   * not matter. `undefined` when nobody is signed in or when `Date` cannot be read (another origin must expose it).
   *
   * @example
   * ```ts
   * setInterval(() => (label.textContent = `${Math.ceil(client.expiresInSeconds() ?? 0)} s`), 1000);
   * ```
   */
  expiresInSeconds(): number | undefined;

  /**
   * Stops listening to other tabs and refreshing in the background. For a component that is removed, and for tests.
   *
   * @example
   * ```ts
   * client.close();
   * ```
   */
  close(): void;
}
