import { expect, expectTypeOf, test, vi } from "vitest";
import { browser } from "../../test/browser.js";
import { origin } from "../../test/fake-server.js";
import { SallyportError, createClient, type Session, type Visitor } from "../index.js";
import { createServerClient, readSession, type SessionReading } from "./server.js";

const answers: Session | Visitor = { authenticated: false, refreshable: true };

/** A back end that records its requests and answers with two cookies. */
function backEnd(answer: () => Response | Promise<Response> = () => Response.json(answers)) {
  const asked: Request[] = [];
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => {
    asked.push(new Request(input, init));
    return Promise.resolve(answer());
  };
  return { asked, fetch };
}

test("readSession sends Sallyport's cookies and nothing else of the browser's", async () => {
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

test("readSession follows no redirect, uses no cache and has a timeout", async () => {
  const { asked, fetch } = backEnd();
  await readSession({ url: origin, cookie: "", fetch });
  expect(asked[0]).toMatchObject({ redirect: "error", cache: "no-store" });
  const silent = (_: unknown, init?: RequestInit) =>
    new Promise<Response>((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason as Error)));
  await expect(readSession({ url: origin, timeoutMs: 20, fetch: silent })).rejects.toMatchObject({ code: "network_error" });
});

test("readSession sends renamed cookies when they are listed", async () => {
  const { asked, fetch } = backEnd();
  await readSession({ url: origin, cookie: "at=1; access=2", cookieNames: ["at"], path: "/login", fetch });
  expect(asked[0]?.headers.get("cookie")).toBe("at=1");
  expect(asked[0]?.url).toBe(`${origin}/login/session`);
});

test.each([".evil.test", "@evil.test", ":81"])("a path %s that leads to another origin is refused", async (path) => {
  const { asked, fetch } = backEnd();
  await expect(readSession({ url: origin, path, fetch })).rejects.toThrow(TypeError);
  expect(asked).toEqual([]);
});

test("the Set-Cookie lines for the browser stay separate", async () => {
  const lines = ["__Host-Http-visitor=v; Path=/; Secure; HttpOnly", "XSRF-TOKEN=x; Expires=Thu, 01 Jan 2032 00:00:00 GMT"];
  const { fetch } = backEnd(() => {
    const response = Response.json(answers);
    for (const line of lines) response.headers.append("Set-Cookie", line);
    return response;
  });
  expect((await readSession({ url: origin, fetch })).setCookie).toEqual(lines);
});

test("a visitor's CSRF token is left out, because its cookie may not reach the browser", async () => {
  const { fetch, tab, server } = browser();
  const otherOrigin = backEnd(() => Response.json({ authenticated: false, refreshable: false, csrf: { header: "X", token: "x" } }));
  const { session } = await readSession({ url: origin, fetch: otherOrigin.fetch });
  expect(session).toEqual({ authenticated: false, refreshable: false });
  await tab({ initial: session, fetch }).signIn({ username: "ada", password: "engine" });
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/login 200"]);
});

test("an expired access token is reported as refreshable and is not refreshed", async () => {
  const { signedIn, server, fetch, tab } = browser();
  await signedIn();
  server.advance(301);
  const { session } = await readSession({ url: origin, fetch });
  expect(session).toMatchObject({ authenticated: false, refreshable: true });
  expect(server.story).toEqual(["GET /auth/session 200"]);
  expect(await tab({ initial: session }).ready).toMatchObject({ authenticated: true });
});

test("the client of the page starts with the answer of readSession", async () => {
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
])("%s rejects and is never taken for a visitor", async (_, answer, code) => {
  const { fetch } = backEnd();
  const failing = () => (fetch(origin), Promise.resolve().then(answer));
  await expect(readSession({ url: origin, fetch: failing })).rejects.toSatisfy(
    (error) => error instanceof SallyportError && error.code === code,
  );
});

test("the server client sends nothing and opens nothing that would outlive the request", async () => {
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

test("the answer of readSession is accepted by createClient", () => {
  expectTypeOf<SessionReading["session"]>().toEqualTypeOf<Session | Visitor>();
  expectTypeOf(createClient).parameter(0).extract<object>().toHaveProperty("initial").toExtend<Session | Visitor | undefined>();
});
