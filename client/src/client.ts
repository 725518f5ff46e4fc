import type { Session, Visitor } from "./answers.js";
import type { Listener, Unsubscribe } from "./lib/state.js";
import type { DeviceSession } from "./sessions.js";
import type { Credentials } from "./sign-in.js";
import type { Social } from "./social.js";

/**
 * The shape of `fetch`, for a stand-in that counts, logs or fakes. Requests to the server's own origin arrive as one
 * ready `Request`.
 *
 * @example
 * ```ts
 * const logged: Fetch = (input, init) => (console.log(input), fetch(input, init));
 * ```
 */
export type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/**
 * Where the server is. With nothing given: the page's own origin, under `/auth`.
 *
 * @example
 * ```ts
 * createClient({ baseUrl: "https://api.example.com", path: "/login" }); // the API must list this page in its CORS origins
 * ```
 */
export interface ClientOptions {
  /** The server's origin when it is not the page's. Relative addresses given to `fetch` are read against it. */
  readonly baseUrl?: string;
  /** The server's `sallyport.path`. */
  readonly path?: string;
  readonly fetch?: Fetch;
}

/**
 * Signs people in and out, and sends requests through both doors. Every method that asks the server rejects with a
 * {@link SallyportError}: `network_error` when no answer came, else the server's code. An outage never signs anyone out.
 *
 * @example
 * ```ts
 * const answer = await client.session();
 * if (!answer.authenticated) await client.signIn({ username, password });
 * ```
 */
export interface Client {
  /**
   * Asks who is signed in. When the access token has run out and a refresh cookie is left, refreshes once first; a
   * refused refresh is answered with a {@link Visitor}, not an error.
   *
   * @example
   * ```ts
   * const answer = await client.session();
   * render(answer.authenticated ? answer.user.username : "Please sign in");
   * ```
   */
  session(): Promise<Session | Visitor>;

  /**
   * Signs in; the tokens arrive in HttpOnly cookies only. Rejects with `credentials_rejected` for every cause alike, and
   * `too_many_attempts` with `retryAfter` in seconds.
   *
   * @example
   * ```ts
   * const { user } = await client.signIn({ username: "ada", password });
   * ```
   */
  signIn(credentials: Credentials): Promise<Session>;

  /**
   * Ends this session on the server, then here. When it rejects, the session lives on and so does the page's state.
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
   * Renews the access token now; {@link Client.fetch} does so by itself when needed. Calls at the same time share one
   * refresh. A refusal (401: `refresh_expired`, `refresh_reused`, `session_revoked` …) rejects, and signs the page out.
   *
   * @example
   * ```ts
   * if ((client.expiresInSeconds() ?? 0) < 10) await client.refresh();
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
   * Ends one of this person's sessions; ending the current one is a sign-out. Rejects with status 404 for a session
   * that is somebody else's or gone.
   *
   * @example
   * ```ts
   * await client.endSession(others[0].id);
   * ```
   */
  endSession(id: string): Promise<void>;

  /**
   * Ends every session of this person but the current one; fine when there is none.
   *
   * @example
   * ```ts
   * if (confirm("Sign out everywhere else?")) await client.endOtherSessions();
   * ```
   */
  endOtherSessions(): Promise<void>;

  /**
   * Sign-in with Google, GitHub and whichever other providers the server knows.
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
   * `fetch`, through both doors. Like `fetch` it resolves with the server's refusals (401, 403 …) instead of throwing
   * them. To the server's own origin:
   * - cookies go along, and unsafe methods (RFC 9110, section 9.2.1) carry the CSRF token;
   * - an ended access token is renewed and a stale CSRF token replaced, each at most once, and the request repeated
   *   with its body, which is held in memory for that; never in the name of another person.
   *
   * To any other origin it is the plain `fetch`: the CSRF token never leaves home, not by a redirect either. With
   * `credentials: "omit"` it is plain, too.
   *
   * Rejects with a {@link SallyportError} when no answer came, or when the refresh it needed was not possible
   * (`network_error`, `store_unavailable`); an abort rejects as in `fetch`.
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
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;

  /**
   * Calls back with the latest answer after each sign-in, refresh and sign-out, in this tab or another one, and when
   * the server turns out to have ended the session. No token passes between tabs: each asks the server itself.
   *
   * @example
   * ```ts
   * const unsubscribe = client.onChange((answer) => setUser(answer.authenticated ? answer.user : null));
   * ```
   */
  onChange(listener: Listener): Unsubscribe;

  /**
   * Seconds the access token has left, never below 0, right to about one second. Judged by the server's `Date` header
   * (RFC 9110, section 6.6.1) and the page's monotonic clock, so a wrong or changed local clock does not matter.
   * `undefined` when nobody is signed in or `Date` cannot be read (another origin must expose it).
   *
   * @example
   * ```ts
   * setInterval(() => (label.textContent = `${Math.ceil(client.expiresInSeconds() ?? 0)} s`), 1000);
   * ```
   */
  expiresInSeconds(): number | undefined;

  /**
   * Stops listening to other tabs; for a component that is taken down, and for tests.
   *
   * @example
   * ```ts
   * client.close();
   * ```
   */
  close(): void;
}
