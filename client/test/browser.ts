import { afterEach, beforeEach, vi } from "vitest";
import { createClient, type Client, type ClientOptions, type Session } from "../src/index.js";
import { FakeServer, origin, type Jar } from "./fake-server.js";
import { WebLocks } from "./web-locks.js";

const open: Client[] = [];
beforeEach(() => vi.stubGlobal("navigator", { locks: new WebLocks() }));
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

/** One person's browser. Its tabs share its cookies. `otherOriginRequests` collects requests to any other origin. */
export function browser(server = new FakeServer()) {
  const jar: Jar = {};
  const otherOriginRequests: Request[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin === origin) return server.handle(request, jar).then((answer) => readable(server, request, redirected(request, answer)));
    otherOriginRequests.push(request);
    return new Response("elsewhere");
  };
  const tab = (options: ClientOptions = {}): Client => {
    const client = createClient({ baseUrl: origin, fetch, ...options });
    open.push(client);
    return client;
  };
  const signedIn = async (): Promise<{ client: Client; session: Session }> => {
    const client = tab();
    const session = await client.signIn({ username: "ada", password: "engine" });
    server.seen.length = 0;
    return { client, session };
  };
  return { server, jar, otherOriginRequests, fetch, tab, signedIn };
}

/** What a browser lets the page read of an answer. */
function readable({ listsPage }: FakeServer, request: Request, answer: Response): Response {
  if (request.mode === "no-cors") return Object.defineProperties(new Response(), { type: { value: "opaque" }, status: { value: 0 } });
  if (listsPage) return answer;
  throw new TypeError("Failed to fetch");
}

/** The answer of a browser to a redirect that it may not follow. */
function redirected(request: Request, answer: Response): Response {
  const location = answer.headers.get("Location");
  if (!location || answer.status < 300) return answer;
  // Script cannot construct such a response, so its properties are overridden.
  if (request.redirect === "manual") return Object.defineProperties(new Response(), { type: { value: "opaqueredirect" }, status: { value: 0 } });
  throw new TypeError("Failed to fetch");
}

export function saveName(client: Client, displayName: string): Promise<Response> {
  return client.fetch("/api/profile", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ displayName, bio: "" }),
  });
}

/** A promise that resolves on demand, for holding an answer back. */
export function gate(): { readonly closed: Promise<void>; open(): void } {
  let open = () => {};
  const closed = new Promise<void>((resolve) => (open = resolve));
  return { closed, open };
}
