import type { Client, Fetch, Session, Visitor } from "../index.js";
import { sendError } from "../lib/send.js";
import { readAnswer } from "../lib/read-answer.js";

/**
 * What {@link readSession} takes.
 *
 * @example
 * ```ts
 * const question: SessionQuestion = { url: "http://127.0.0.1:8080", cookie: request.headers.get("cookie") };
 * ```
 */
export interface SessionQuestion {
  /** The address by which this process reaches the Sallyport server. Only its origin is used. */
  readonly url: string | URL;
  /** The browser's Cookie header. */
  readonly cookie?: string | null;
  /** An alternative to `cookie`: the browser's headers, of which only the Cookie header is used. */
  readonly headers?: Pick<Headers, "get">;
  /** The server's `sallyport.path`. */
  readonly path?: string;
  /** The names of the cookies to send, if the server's `sallyport.cookie` or `sallyport.csrf` renames them. */
  readonly cookieNames?: readonly string[];
  /** The timeout of the request; 3 seconds by default. */
  readonly timeoutMs?: number;
  readonly fetch?: Fetch;
}

/**
 * What {@link readSession} returns.
 *
 * @example
 * ```ts
 * const { session, setCookie }: SessionReading = await readSession({ url, cookie });
 * ```
 */
export interface SessionReading {
  /** For `createClient({ initial })` in the browser. */
  readonly session: Session | Visitor;
  /** The lines of the answer's Set-Cookie headers. Pass them on to the browser unchanged if the framework can. */
  readonly setCookie: readonly string[];
}

const cookies = ["__Host-Http-access", "__Host-Http-refresh", "__Host-Http-visitor", "access", "refresh", "visitor", "XSRF-TOKEN"];

/**
 * Asks who is signed in while a page is rendered on a server. It sends one `GET session` to that origin, with Sallyport's
 * cookies and nothing else of the browser's. It follows no redirect and uses no cache.
 *
 * It never refreshes. A refresh token can be used once, and a server component cannot set cookies. The successor would be
 * lost, and the browser's own next refresh would look like a thief's and end the session. When the access token has expired,
 * the result is `{ authenticated: false, refreshable: true }`. Render the page as loading and pass the result to
 * `createClient({ initial })`, which refreshes in the browser.
 *
 * Call it for each request, and keep the result in nothing that outlives the request. It rejects with a `SallyportError` when
 * the server is unreachable: render the page as loading then, too.
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
    throw sendError(cause);
  });
  const answer = await readAnswer(response);
  // A visitor's CSRF token belongs to a cookie that this answer sets. The framework may not pass that cookie on.
  const session = answer.authenticated ? answer : { authenticated: answer.authenticated, refreshable: answer.refreshable };
  return { session, setCookie: response.headers.getSetCookie() };
}

// The app's other cookies are not sent. Two cookies of one name are both sent: the server refuses such a request.
function ownCookies({ cookie, headers, cookieNames = cookies }: SessionQuestion): string {
  const all = (cookie ?? headers?.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return all.filter((pair) => cookieNames.includes(pair.split("=", 1)[0]!)).join("; ");
}

/**
 * Replaces the client while components are rendered on a server. It knows the result of {@link readSession}, sends nothing, and
 * subscribes to nothing that would outlive the request. Create one for each request.
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
    // It never settles without an answer: a component that waits for it must not be rendered.
    ready: initial ? Promise.resolve(initial) : new Promise(() => {}),
    current: initial,
    unavailable: undefined,
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
    onUnavailable: ignore,
    onSignedOut: ignore,
    expiresInSeconds: () => undefined,
    close: () => undefined,
  };
}
