import { afterEach, expect, test, vi } from "vitest";
import { browser, saveName } from "../test/browser.js";
import { header, origin } from "../test/fake-server.js";
import { createClient } from "./index.js";

afterEach(() => vi.unstubAllGlobals());

test("an unsafe request that is the first of a page fetches the CSRF token first", async () => {
  const { signedIn, tab, server } = browser();
  await signedIn();
  expect((await saveName(tab(), "Countess")).status).toBe(200);
  expect(server.story).toEqual(["GET /auth/session 200", "POST /api/profile 200"]);
  expect(server.accounts[0]?.displayName).toBe("Countess");
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("%s carries the CSRF token", async (method) => {
  const { signedIn, server } = browser();
  const { client, session } = await signedIn();
  await client.fetch("/api/echo", { method });
  expect(server.seen[0]?.token).toBe(session.csrf.token);
});

test.each(["GET", "HEAD", "OPTIONS"])("%s carries no CSRF token, because it changes nothing", async (method) => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await client.fetch("/api/profile", { method });
  expect(server.seen[0]?.token).toBeNull();
});

test("a method in lower case counts as unsafe, as on the server: `patch` carries the CSRF token", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await client.fetch("/api/echo", { method: "patch" });
  expect(server.seen[0]?.token).not.toBeNull();
});

test.each([
  "https://evil.test/collect",
  "//evil.test/collect",
  "https:\\\\evil.test/collect",
  `${origin}.evil.test/collect`,
  "http://app.example.test/collect",
  `${origin}:8443/collect`,
])("the CSRF token is not sent to %s", async (address) => {
  const { signedIn, otherOriginRequests, server } = browser();
  const { client } = await signedIn();
  await client.fetch(address, { method: "POST", body: "x" });
  await client.fetch(new Request(new URL(address, origin), { method: "POST", body: "x" }));
  expect(otherOriginRequests.map((request) => request.headers.has(header))).toEqual([false, false]);
  expect(otherOriginRequests.map((request) => request.credentials)).toEqual(["same-origin", "same-origin"]);
  expect(server.seen).toEqual([]);
});

test("the CSRF token is not sent to a blob URL, although its origin reads like the server's", async () => {
  const { signedIn } = browser();
  await signedIn();
  const seen: (RequestInfo | URL)[] = [];
  const client = createClient({ baseUrl: origin, fetch: async (input) => (seen.push(input), new Response()) });
  await client.fetch(`blob:${origin}/0-0`, { method: "POST" });
  expect(seen.map(String)).toEqual([`blob:${origin}/0-0`]);
});

const leadsElsewhere = () => new Response(null, { status: 303, headers: { Location: "https://pay.test/receipt" } });

test("an unsafe request that was answered with a redirect rejects with redirected and is not sent again", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("POST /api/payments", leadsElsewhere());
  await expect(client.fetch("/api/payments", { method: "POST" })).rejects.toMatchObject({ name: "SallyportError", code: "redirected", status: 0 });
  expect(server.story).toEqual(["POST /api/payments 303"]);
});

test("the CSRF token is not sent to the target of a redirect", async () => {
  const { signedIn, server, tab } = browser();
  const { client } = await signedIn();
  await client.fetch("/api/echo", { method: "POST" });
  expect(server.seen[0]?.request).toMatchObject({ redirect: "manual", credentials: "include" });

  vi.stubGlobal("location", { href: `${origin}/page` });
  const page = tab({ baseUrl: "" });
  await page.fetch("api/echo", { method: "POST" });
  expect(server.seen.at(-1)?.request).toMatchObject({ redirect: "manual", credentials: "same-origin" });
  expect(server.seen.at(-1)?.request.url).toBe(`${origin}/api/echo`);
});

test("an unsafe request with the mode same-origin follows redirects within the origin", async () => {
  const { signedIn, server, tab } = browser();
  await signedIn();
  vi.stubGlobal("location", { href: `${origin}/page` });
  const page = tab({ baseUrl: "" });
  await page.fetch("/api/echo", { method: "POST", mode: "same-origin" });
  expect(server.seen.at(-1)?.request).toMatchObject({ redirect: "follow", mode: "same-origin" });
});

test("a safe request follows redirects as the caller says", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await client.fetch("/api/profile");
  expect(server.seen[0]?.request.redirect).toBe("follow");
  server.faults.set("GET /api/report", leadsElsewhere());
  expect((await client.fetch("/api/report", { redirect: "manual" })).type).toBe("opaqueredirect");
  await expect(client.fetch("/api/report")).rejects.toMatchObject({ code: "network_error" });
});

test("a <base> element does not change the origin that gets the CSRF token", async () => {
  vi.stubGlobal("location", { href: `${origin}/page` });
  vi.stubGlobal("document", { baseURI: "https://evil.test/" });
  const { tab, otherOriginRequests } = browser();
  await tab({ baseUrl: "" }).fetch("collect", { method: "POST" });
  expect(otherOriginRequests.map(({ url, headers }) => [url, headers.has(header)])).toEqual([["https://evil.test/collect", false]]);
});

test("a stale CSRF token is replaced once and the request repeated", async () => {
  const { signedIn, server, jar } = browser();
  const { client } = await signedIn();
  const otherPerson = browser(server);
  await otherPerson.signedIn();
  Object.assign(jar, otherPerson.jar);
  server.seen.length = 0;
  expect((await saveName(client, "Countess")).status).toBe(200);
  expect(server.story).toEqual(["POST /api/profile 403", "GET /auth/session 200", "POST /api/profile 200"]);
});

test("a server that always refuses the CSRF token gets the request twice", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("POST /api/profile", Response.json({ code: "csrf_mismatch" }, { status: 403 }));
  const response = await saveName(client, "Countess");
  expect(await response.json()).toEqual({ code: "csrf_mismatch" });
  expect(server.story).toEqual(["POST /api/profile 403", "GET /auth/session 200", "POST /api/profile 403"]);
});

test.each(["cross_site", "origin_not_allowed"])("no new CSRF token is fetched after %s, because it could not help", async (code) => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("POST /api/profile", Response.json({ code }, { status: 403 }));
  expect((await saveName(client, "Countess")).status).toBe(403);
  expect(server.story).toHaveLength(1);
});

test("a request with a stale CSRF token and an expired access token is sent three times at most", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.advance(301);
  const refusals = ["csrf_mismatch", "access_expired", "csrf_mismatch", "access_expired"];
  const profile = () => server.seen.filter(({ call }) => call === "POST /api/profile").length;
  const handle = server.handle.bind(server);
  server.handle = async (request, jar) => {
    const response = await handle(request, jar);
    if (!request.url.endsWith("/api/profile")) return response;
    const code = refusals[profile() - 1] ?? "";
    return Response.json({ code }, { status: code.startsWith("csrf") ? 403 : 401 });
  };
  expect((await saveName(client, "Countess")).status).toBe(403);
  expect(profile()).toBe(3);
});

test("a request that omits credentials is sent unchanged", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await client.fetch("/api/echo", { method: "POST", credentials: "omit" });
  expect(server.seen[0]).toMatchObject({ token: null, call: "POST /api/echo" });
  expect(server.seen).toHaveLength(1);
});

test.each(["HEAD", "OPTIONS", "patch"])("%s is repeated after a refresh like any other method", async (method) => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.advance(301);
  expect((await client.fetch(method === "patch" ? "/api/echo" : "/api/profile", { method })).status).not.toBe(401);
  expect(server.story[1]).toBe("POST /auth/refresh 200");
  expect(server.story).toHaveLength(3);
});

test.each(["GET", "POST"])("the referrer, cache and redirect settings of a %s reach the server each time", async (method) => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.advance(301);
  await client.fetch("/api/echo", { method, referrer: "", referrerPolicy: "no-referrer", cache: "reload", keepalive: true });
  const sent = server.seen.filter(({ call }) => call.endsWith("echo")).map(({ request }) => request);
  expect(sent).toHaveLength(2);
  for (const request of sent) expect(request).toMatchObject({ referrer: "", referrerPolicy: "no-referrer", cache: "reload", keepalive: true });
});

const form = new FormData();
form.append("file", new Blob(["x"]), "x.txt");
const stream = () => new Response("piecemeal").body!;

test.each<[string, () => RequestInit["body"]]>([
  ["a string", () => "x"],
  ["a form", () => form],
  ["a blob", () => new Blob(["x"], { type: "text/css" })],
  ["a buffer", () => new Uint8Array([1, 2]).buffer],
  ["parameters", () => new URLSearchParams("a=1")],
  ["a stream", stream],
])("%s as a body is repeated byte for byte, with its type", async (_, body) => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.advance(301);
  await client.fetch("/api/echo", { method: "POST", body: body()!, duplex: "half" } as RequestInit);
  const [first, , second] = server.seen;
  expect(second?.body).toBe(first?.body);
  expect(second?.request.headers.get("Content-Type")).toBe(first?.request.headers.get("Content-Type"));
  expect(server.story.at(-1)).toBe("POST /api/echo 200");
});

test("a request without an answer rejects with network_error, and an aborted one with the abort", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("GET /api/profile", "offline");
  await expect(client.fetch("/api/profile")).rejects.toMatchObject({ code: "network_error", status: 0 });
  await expect(client.fetch("/api/profile", { signal: AbortSignal.abort() })).rejects.not.toHaveProperty("code", "network_error");
});

test("a client outside a page throws at once without a baseUrl", () => {
  expect(() => createClient()).toThrow(/baseUrl/);
});
