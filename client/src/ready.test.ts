import { afterEach, expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";

afterEach(() => void vi.useRealTimers());

test("ready sends its request when it is first read, and only once", async () => {
  const { signedIn, tab, server } = browser();
  await signedIn();
  const reloaded = tab();
  expect(reloaded.current).toBeUndefined();
  expect(server.seen).toEqual([]);
  const [one, two] = await Promise.all([reloaded.ready, reloaded.ready]);
  expect(one).toBe(two);
  expect(one).toMatchObject({ authenticated: true, user: { username: "ada" } });
  expect(reloaded.current).toEqual(one);
  await reloaded.ready;
  expect(server.story).toEqual(["GET /auth/session 200"]);
});

test("ready asks an unreachable server again with growing pauses", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", "offline");
  const ready = tab().ready;
  await vi.advanceTimersByTimeAsync(60_000);
  const attempts = server.seen.filter(({ call }) => call === "GET /auth/session");
  expect(attempts.length).toBeGreaterThan(3);
  expect(attempts.length).toBeLessThan(8);
  server.faults.clear();
  await vi.advanceTimersByTimeAsync(90_000);
  expect(await ready).toMatchObject({ authenticated: false });
});

test.each([["in seconds", "3000000"], ["in too many of them", "9".repeat(400)], ["until a day", "Wed, 21 Oct 2199 07:28:00 GMT"]])(
  "a Retry-After longer than a timer can be (%s) is respected",
  async (_, asked) => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const { tab, server } = browser();
    const headers = { "Retry-After": asked, Date: new Date(server.now).toUTCString() };
    server.faults.set("GET /auth/session", Response.json({ code: "store_unavailable" }, { status: 503, headers }));
    void tab().ready;
    await vi.advanceTimersByTimeAsync(100);
    expect(server.seen).toHaveLength(1);
  },
);

test("a closed client sends no more requests", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", "offline");
  const client = tab();
  void client.ready;
  await vi.advanceTimersByTimeAsync(0);
  client.close();
  const before = server.seen.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.seen).toHaveLength(before);
});

test("the initial answer of a rendered page is known at once, with its CSRF token", async () => {
  const { signedIn, tab, server } = browser();
  const { session } = await signedIn();
  const client = tab({ initial: session });
  expect(client.current).toEqual(session);
  expect((await client.fetch("/api/echo", { method: "POST", body: "x" })).status).toBe(200);
  expect(server.story).toEqual(["POST /api/echo 200"]);
});

test("a page rendered for an expired access token is refreshed in the browser", async () => {
  const { signedIn, tab, server } = browser();
  await signedIn();
  server.advance(301);
  const client = tab({ initial: { authenticated: false, refreshable: true } });
  expect(await client.ready).toMatchObject({ authenticated: true });
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/refresh 200"]);
});
