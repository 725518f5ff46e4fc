import { afterEach, expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";

afterEach(() => void vi.useRealTimers());

test("the first answer is asked for on the first look, and once", async () => {
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

test("it waits for a server that is out of reach while the page loads, with growing pauses", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", "offline");
  const ready = tab().ready;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.seen.length).toBeGreaterThan(3);
  expect(server.seen.length).toBeLessThan(8);
  server.faults.clear();
  await vi.advanceTimersByTimeAsync(90_000);
  expect(await ready).toMatchObject({ authenticated: false });
});

test.each([["in seconds", "3000000"], ["in too many of them", "9".repeat(400)], ["until a day", "Wed, 21 Oct 2199 07:28:00 GMT"]])(
  "a server that asks for a pause longer than a timer can be (%s) is left in peace",
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

test("a closed client asks no more", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", "offline");
  const client = tab();
  void client.ready;
  await vi.advanceTimersByTimeAsync(0);
  client.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.seen).toHaveLength(1);
});

test("what a server-rendered page has read already is known at once, its CSRF token too", async () => {
  const { signedIn, tab, server } = browser();
  const { session } = await signedIn();
  const client = tab({ initial: session });
  expect(client.current).toEqual(session);
  expect((await client.fetch("/api/echo", { method: "POST", body: "x" })).status).toBe(200);
  expect(server.story).toEqual(["POST /api/echo 200"]);
});

test("one rendered for somebody whose token has just ended is finished in the browser", async () => {
  const { signedIn, tab, server } = browser();
  await signedIn();
  server.advance(301);
  const client = tab({ initial: { authenticated: false, refreshable: true } });
  expect(await client.ready).toMatchObject({ authenticated: true });
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/refresh 200"]);
});
