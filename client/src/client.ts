import type { Session, SignedOut, Visitor } from "./answers.js";
import type { Unsubscribe } from "./lib/signal.js";
import type { Listener } from "./lib/state.js";
import type { SallyportError } from "./sallyport-error.js";
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
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Where the tokens live, when not in HttpOnly cookies: {@link memoryTransport} or {@link headerTransport}, each an entry
 * of its own (`@sallyport/client/memory`, `@sallyport/client/header`).
 *
 * @example
 * ```ts
 * const transport: ClientTransport = memoryTransport();
 * ```
 */
export interface ClientTransport {
  /** Whether each tab has an access token of its own. */
  readonly perTab: boolean;
  /** Whether the access token goes to this address, which is not the server's, too. */
  carriesTo(url: URL): boolean;
  /** Gives a way to send that puts tokens into requests to `server` and takes them out of its answers. */
  over(send: Fetch, server: string): Fetch;
}

/**
 * Asks the person to prove once more who they are, for an act that wants a recent sign-in (RFC 9470). Answers with what
 * they typed, which the client signs in with; or `true` when they are signed in anew already, say in a popup; or `false`
 * when they gave up. Called again, with the error, when what they typed was refused. It must not itself wait for a request that
 * wants a recent sign-in: that request would wait for this very answer.
 *
 * @example
 * ```ts
 * const stepUp: StepUp = async (error) => {
 *   const password = await askPassword(error?.code === "credentials_rejected" ? "That did not match." : "");
 *   return password === null ? false : { username, password };
 * };
 * ```
 */
export type StepUp = (error?: SallyportError) => Promise<Credentials | boolean> | Credentials | boolean;

/**
 * Where the server is, and how to talk to it. With nothing given: the page's own origin, under `/auth`, by cookies.
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
  /** Cookies unless given. */
  readonly transport?: ClientTransport;
  /**
   * Without it a request that is refused with `insufficient_user_authentication` is handed over as it is. With it the
   * request is repeated once the person has signed in anew, if it is still the same person.
   */
  readonly stepUp?: StepUp;
  /** What the server told while it rendered this page, so that the first picture is the right one. */
  readonly initial?: Session | Visitor;
}

/**
 * Signs people in and out, and sends requests through both doors. Every method that asks the server rejects with a
 * {@link SallyportError}: `network_error` when no answer came, `redirected` when it was a redirect, else the server's code.
 * An outage never signs anyone out.
 *
 * While somebody is signed in and the page is visible, the access token is renewed a little before it ends, in one tab
 * for all of them.
 *
 * @example
 * ```ts
 * const answer = await client.session();
 * if (!answer.authenticated) await client.signIn({ username, password });
 * ```
 */
export interface Client {
  /**
   * The first answer to who is signed in. Asked for on the first look at this property, and again with growing pauses
   * while the server is out of reach; never rejects.
   *
   * @example
   * ```ts
   * const answer = await client.ready;
   * mount(answer.authenticated ? App : SignIn);
   * ```
   */
  readonly ready: Promise<Session | Visitor>;

  /**
   * The latest answer the client knows, without asking: for the first picture, and for frameworks that read state
   * synchronously. `undefined` before the first answer.
   *
   * @example
   * ```ts
   * const name = client.current?.authenticated ? client.current.user.username : undefined;
   * ```
   */
  readonly current: Session | Visitor | undefined;

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
   * Signs in; the tokens arrive in HttpOnly cookies, unless another transport was chosen. Rejects with `credentials_rejected` for every cause alike, and
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
   * Renews the access token now, though the client does so by itself. Calls at the same time share one refresh, also
   * those of other tabs. When no answer comes, tries a second time within moments: the server may have renewed it all
   * the same, and gives a lost answer again only within its grace. A refusal (401: `refresh_expired`, `refresh_reused`, `session_revoked` …) rejects, and signs the page out.
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
   *   with its body, which is held in memory for that; never in the name of another person;
   * - where the server wants a more recent sign-in, {@link ClientOptions.stepUp} is asked for one.
   *
   * To any other origin it is the plain `fetch`: the CSRF token never leaves home, not by a redirect either. With
   * `credentials: "omit"` it is plain, too.
   *
   * A redirect of an unsafe request is not followed: a browser would carry the CSRF token along, or fail as if no answer had
   * come. It rejects with `redirected`: the server has answered, so do not send it again. With `mode: "same-origin"` it is
   * followed within the page's own origin, and is a `network_error` where it leads elsewhere. GET is redirected as ever.
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
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;

  /**
   * As {@link Client.fetch}, but `send` does the sending: for libraries that have a way of their own to send. It is given
   * a ready `Request` whose headers hold the proof, and called again for a repetition, up to four times in all. What goes
   * to any other origin it is given as it came. It must not follow a redirect to another origin with these headers: `redirect`
   * of the `Request` says `manual` where it is not to follow one, and a response of the type `opaqueredirect` is then `redirected`.
   *
   * @example
   * ```ts
   * const logged = await client.through((request, init) => (console.log(request), fetch(request, init)), "/api/notes");
   * ```
   */
  through(send: Fetch, input: string | URL | Request, init?: RequestInit): Promise<Response>;

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
   * Calls back once when somebody who was signed in no longer is, in each tab, with the reason; after
   * {@link Client.onChange}.
   *
   * @example
   * ```ts
   * client.onSignedOut(({ code, here }) => here || notice(`You have been signed out (${code}).`));
   * ```
   */
  onSignedOut(listener: (end: SignedOut) => void): Unsubscribe;

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
   * Stops listening to other tabs and renewing ahead; for a component that is taken down, and for tests.
   *
   * @example
   * ```ts
   * client.close();
   * ```
   */
  close(): void;
}
