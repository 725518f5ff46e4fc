import { expect, expectTypeOf, test, vi } from "vitest";
import { browser } from "../../test/browser.js";
import { origin } from "../../test/fake-server.js";
import { SallyportError, createClient, type Session, type Visitor } from "../index.js";
import { createServerClient, readSession, type SessionReading } from "./server.js";

const answers: Session | Visitor = { authenticated: false, refreshable: true };

/** A back end that says what it was asked, and answers with two cookies. */
function backEnd(answer: () => Response | Promise<Response> = () => Response.json(answers)) {
  const asked: Request[] = [];
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => {
    asked.push(new Request(input, init));
    return Promise.resolve(answer());
  };
  return { asked, fetch };
}

test("who is signed in is read with Sallyport's cookies, and with nothing else of the browser's", async () => {
  const { asked, fetch } = backEnd();
  const headers = new Headers({
    Cookie: "theme=dark; __Host-Http-access=a; __Host-Http-refresh=r;XSRF-TOKEN=x; accessory=1; access=d",
    Authorization: "Bearer other",
    "X-Forwarded-For": "203.0.113.1",
  });
  await readSession({ url: "http://127.0.0.1:8080/app/page", headers, fetch });
  expect(asked.map(({ url, method }) => `${method} ${url}`)).toEqual(["GET http://127.0.0.1:8080/auth/session"]);
  expect(Object.fromEntries(asked[0]!.headers)).toEqual({
    accept: "application/json",
    cookie: "__Host-Http-access=a; __Host-Http-refresh=r; XSRF-TOKEN=x; access=d",
  });
});

test("over no redirect, from no cache, and not forever", async () => {
  const { asked, fetch } = backEnd();
  await readSession({ url: origin, cookie: "", fetch });
  expect(asked[0]).toMatchObject({ redirect: "error", cache: "no-store" });
  const silent = (_: unknown, init?: RequestInit) =>
    new Promise<Response>((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error)));
  await expect(readSession({ url: origin, timeoutMs: 20, fetch: silent })).rejects.toMatchObject({ code: "network_error" });
});

test("cookies that were renamed are named", async () => {
  const { asked, fetch } = backEnd();
  await readSession({ url: origin, cookie: "at=1; access=2", cookieNames: ["at"], path: "/login", fetch });
  expect(asked[0]?.headers.get("cookie")).toBe("at=1");
  expect(asked[0]?.url).toBe(`${origin}/login/session`);
});

test.each([".evil.test", "@evil.test", ":81"])("the path %s does not lead to another origin", async (path) => {
  const { asked, fetch } = backEnd();
  await expect(readSession({ url: origin, path, fetch })).rejects.toThrow(TypeError);
  expect(asked).toEqual([]);
});

test("the lines to pass on to the browser stay apart", async () => {
  const lines = ["__Host-Http-visitor=v; Path=/; Secure; HttpOnly", "XSRF-TOKEN=x; Expires=Thu, 01 Jan 2032 00:00:00 GMT"];
  const { fetch } = backEnd(() => {
    const response = Response.json(answers);
    for (const line of lines) response.headers.append("Set-Cookie", line);
    return response;
  });
  expect((await readSession({ url: origin, fetch })).setCookie).toEqual(lines);
});

test("a visitor's page asks for a CSRF token of its own: the one read here goes with a cookie that stayed here", async () => {
  const { fetch, tab, server } = browser();
  const elsewhere = backEnd(() => Response.json({ authenticated: false, refreshable: false, csrf: { header: "X", token: "x" } }));
  const { session } = await readSession({ url: origin, fetch: elsewhere.fetch });
  expect(session).toEqual({ authenticated: false, refreshable: false });
  await tab({ initial: session, fetch }).signIn({ username: "ada", password: "engine" });
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/login 200"]);
});

test("an ended access token is refreshable, and is not refreshed: the browser does that", async () => {
  const { signedIn, server, fetch, tab } = browser();
  await signedIn();
  server.advance(301);
  const { session } = await readSession({ url: origin, fetch });
  expect(session).toMatchObject({ authenticated: false, refreshable: true });
  expect(server.story).toEqual(["GET /auth/session 200"]);
  expect(await tab({ initial: session }).ready).toMatchObject({ authenticated: true });
});

test("the page's client starts with what was read", async () => {
  const { signedIn, fetch } = browser();
  const { session } = await signedIn();
  const reading = await readSession({ url: origin, fetch });
  expect(reading.session).toMatchObject({ user: session.user });
  expect(createClient({ baseUrl: origin, fetch, initial: reading.session }).current).toBe(reading.session);
});

test.each([
  ["a fault", () => Response.json({ code: "store_unavailable" }, { status: 503 }), "store_unavailable"],
  ["a proxy's page", () => new Response("<html>"), "unexpected_answer"],
  ["silence", () => Promise.reject(new TypeError("refused")), "network_error"],
])("%s is an error, never a visitor", async (_, answer, code) => {
  const { fetch } = backEnd();
  const failing = () => (fetch(origin), Promise.resolve().then(answer));
  await expect(readSession({ url: origin, fetch: failing })).rejects.toSatisfy(
    (error) => error instanceof SallyportError && error.code === code,
  );
});

test("while a page is rendered, the client sends nothing and opens nothing that would outlive the request", async () => {
  const channels = vi.spyOn(globalThis, "BroadcastChannel");
  const client = createServerClient(answers);
  expect(client.current).toBe(answers);
  expect(await client.ready).toBe(answers);
  await expect(client.fetch("/api/profile")).rejects.toThrow("sends nothing");
  await expect(client.refresh()).rejects.toThrow("sends nothing");
  client.onChange(() => expect.unreachable())();
  expect(channels).not.toHaveBeenCalled();
  expect(Object.keys(client).sort()).toEqual(Object.keys(createClient({ baseUrl: origin })).sort());
});

test("what was read fits what createClient starts with", () => {
  expectTypeOf<SessionReading["session"]>().toEqualTypeOf<Session | Visitor>();
  expectTypeOf(createClient).parameter(0).extract<object>().toHaveProperty("initial").toExtend<Session | Visitor | undefined>();
});
