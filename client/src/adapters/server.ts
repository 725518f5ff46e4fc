import type { Client, Fetch, Session, Visitor } from "../index.js";
import { noAnswer } from "../lib/send.js";
import { readAnswer } from "../lib/read-answer.js";

/**
 * What {@link readSession} needs to know.
 *
 * @example
 * ```ts
 * const question: SessionQuestion = { url: "http://127.0.0.1:8080", cookie: request.headers.get("cookie") };
 * ```
 */
export interface SessionQuestion {
  /** Where the Sallyport server is, as this process reaches it. Only the origin counts. */
  readonly url: string | URL;
  /** The browser's Cookie header. */
  readonly cookie?: string | null;
  /** Or the browser's headers, of which the Cookie header is taken and nothing else. */
  readonly headers?: Pick<Headers, "get">;
  /** The server's `sallyport.path`. */
  readonly path?: string;
  /** The names of the cookies to hand on, where the server's `sallyport.cookie` or `sallyport.csrf` renames them. */
  readonly cookieNames?: readonly string[];
  /** How long the page may be kept waiting; 3 seconds unless given. */
  readonly timeoutMs?: number;
  readonly fetch?: Fetch;
}

/**
 * What {@link readSession} found out.
 *
 * @example
 * ```ts
 * const { session, setCookie }: SessionReading = await readSession({ url, cookie });
 * ```
 */
export interface SessionReading {
  /** For `createClient({ initial })` in the browser. */
  readonly session: Session | Visitor;
  /** The lines of the answer's Set-Cookie headers. Pass them on to the browser as they are, where the framework can. */
  readonly setCookie: readonly string[];
}

const cookies = ["__Host-Http-access", "__Host-Http-refresh", "__Host-Http-visitor", "access", "refresh", "visitor", "XSRF-TOKEN"];

/**
 * Asks who is signed in while a page is rendered on a server: one `GET session`, with Sallyport's cookies and nothing else
 * of the browser's, to that one origin, over no redirect and from no cache.
 *
 * It never refreshes. A refresh token is good for one use, and a server component cannot set cookies: the successor would
 * be lost, and the browser's own next refresh would look like a thief's and end the session. An ended access token is
 * answered with `{ authenticated: false, refreshable: true }`: render the page as loading, and give the answer to
 * `createClient({ initial })`, which finishes in the browser.
 *
 * Call it for each request, and keep the answer in nothing that outlives the request. Rejects with a `SallyportError`
 * when the server is out of reach: render as loading then, too.
 *
 * @example
 * ```ts
 * import { headers } from "next/headers";
 * import { readSession } from "@sallyport/client/server";
 *
 * const { session } = await readSession({ url: process.env.SALLYPORT_URL!, headers: await headers() });
 * ```
 */
export async function readSession(question: SessionQuestion): Promise<SessionReading> {
  const { url, path = "/auth", timeoutMs = 3_000, fetch = globalThis.fetch } = question;
  const { origin } = new URL(url);
  const address = new URL(origin + path.replace(/\/?$/, "/session"));
  if (address.origin !== origin) throw new TypeError(`The path ${path} leads away from ${origin}.`);
  const cookie = ownCookies(question);
  const response = await fetch(address, {
    headers: { Accept: "application/json", ...(cookie && { Cookie: cookie }) },
    redirect: "error",
    cache: "no-store",
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw noAnswer(cause);
  });
  const answer = await readAnswer(response);
  // A visitor's CSRF token goes with a cookie that this answer sets, and that the browser may never be given.
  const session = answer.authenticated ? answer : { authenticated: answer.authenticated, refreshable: answer.refreshable };
  return { session, setCookie: response.headers.getSetCookie() };
}

// The app's other cookies are none of the server's business. Two of one name go both: the server must see that.
function ownCookies({ cookie, headers, cookieNames = cookies }: SessionQuestion): string {
  const all = (cookie ?? headers?.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return all.filter((pair) => cookieNames.includes(pair.split("=", 1)[0]!)).join("; ");
}

/**
 * Stands in for the client while components are rendered on a server: it knows what {@link readSession} found out, sends
 * nothing, and listens to nothing that would outlive the request. Make one for each request.
 *
 * @example
 * ```ts
 * const client = typeof document === "undefined" ? createServerClient(initial) : createClient({ initial });
 * ```
 */
export function createServerClient(initial?: Session | Visitor): Client {
  const refuse = () => Promise.reject(new Error("While a page is rendered on the server, its client sends nothing."));
  const ignore = () => () => undefined;
  return {
    // With nothing known, nothing is rendered that waits for it.
    ready: initial ? Promise.resolve(initial) : new Promise(() => {}),
    current: initial,
    session: refuse,
    signIn: refuse,
    signOut: refuse,
    signOutEverywhere: refuse,
    refresh: refuse,
    sessions: refuse,
    endSession: refuse,
    endOtherSessions: refuse,
    social: { providers: refuse, signIn: refuse, nonce: refuse, exchange: refuse, link: refuse, identities: refuse, unlink: refuse },
    fetch: refuse,
    through: refuse,
    onChange: ignore,
    onSignedOut: ignore,
    expiresInSeconds: () => undefined,
    close: () => undefined,
  };
}
