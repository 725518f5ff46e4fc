import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";
import type { FakeServer } from "../test/fake-server.js";

const page = new EventTarget();
const glass = Object.assign(new EventTarget(), { visibilityState: "visible" });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  glass.visibilityState = "visible";
  vi.stubGlobal("document", glass);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A tab in which somebody has signed in, with access tokens that are valid for so many seconds. */
async function tabWithTokensOf(lifetime: number) {
  const one = browser();
  one.server.lifetime = lifetime;
  const { client } = await one.signedIn();
  await settle();
  return { ...one, client, refreshes: () => one.server.story.filter((line) => line.includes("refresh")).length };
}

/** Moves the clocks of the server and of the page. */
async function pass(server: FakeServer, seconds: number, step = seconds > 100 ? 1 : 0.25): Promise<void> {
  for (let passed = 0; passed < seconds; passed += step) {
    server.advance(step);
    await vi.advanceTimersByTimeAsync(step * 1000);
    await settle();
  }
}

async function settle(): Promise<void> {
  await vi.dynamicImportSettled();
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve));
}

function show(state: "visible" | "hidden"): void {
  glass.visibilityState = state;
  glass.dispatchEvent(new Event("visibilitychange"));
}

test.each([
  [3, 8],
  [60, 5],
  [300, 4],
])("a token of %i seconds is refreshed before it expires, each time, and no request finds it expired", async (lifetime, times) => {
  const { client, server, refreshes } = await tabWithTokensOf(lifetime);
  for (let i = 0; i < 4; i++) {
    await pass(server, lifetime);
    expect((await client.fetch("/api/profile")).status).toBe(200);
  }
  expect(server.story.filter((line) => line.endsWith("401"))).toEqual([]);
  expect(refreshes()).toBeGreaterThanOrEqual(4);
  expect(refreshes()).toBeLessThanOrEqual(times + 2);
});

test("tokens that arrive expired are refreshed once a second at most", async () => {
  const { server, refreshes } = await tabWithTokensOf(0);
  await pass(server, 10);
  expect(refreshes()).toBeGreaterThan(5);
  expect(refreshes()).toBeLessThanOrEqual(11);
});

test("a hidden page does not refresh, and refreshes at once when it becomes visible", async () => {
  const { server, refreshes } = await tabWithTokensOf(60);
  show("hidden");
  await pass(server, 200);
  expect(refreshes()).toBe(0);
  show("visible");
  await settle();
  expect(refreshes()).toBe(1);
});

test("a page that becomes visible does not refresh a token that is valid for long", async () => {
  const { server, refreshes } = await tabWithTokensOf(300);
  show("hidden");
  await pass(server, 10);
  show("visible");
  await settle();
  expect(refreshes()).toBe(0);
});

test("a page whose clock stood still while the computer slept refreshes within seconds of waking", async () => {
  const { server, refreshes } = await tabWithTokensOf(300);
  await pass(server, 20);
  server.advance(3600);
  vi.setSystemTime(Date.now() + 3_600_000);
  await pass(server, 16);
  expect(refreshes()).toBe(1);
  await pass(server, 60);
  expect(refreshes()).toBe(1);
});

test.each([
  ["an hour fast", 3_600_000, 2],
  ["an hour slow", -3_600_000, 1],
])("a clock that is set %s causes one more refresh at most and no loop", async (_, step, most) => {
  const { server, refreshes } = await tabWithTokensOf(60);
  await pass(server, 5);
  vi.setSystemTime(Date.now() + step);
  await pass(server, 60);
  expect(refreshes()).toBeGreaterThanOrEqual(1);
  expect(refreshes()).toBeLessThanOrEqual(most);
});

test("an unreachable server is asked with growing pauses and is found again", async () => {
  const { server, refreshes } = await tabWithTokensOf(30);
  server.faults.set("POST /auth/refresh", "offline");
  await pass(server, 120);
  const before = refreshes();
  // Each attempt sends two requests, because the answer to the first may have been lost.
  expect(before).toBeLessThan(16);
  server.faults.clear();
  await pass(server, 95);
  expect(refreshes()).toBeGreaterThan(before);
});

test("Retry-After is respected", async () => {
  const { server, refreshes } = await tabWithTokensOf(30);
  const busy = Response.json({ code: "store_unavailable" }, { status: 503, headers: { "Retry-After": "40" } });
  server.faults.set("POST /auth/refresh", busy);
  await pass(server, 30);
  expect(refreshes()).toBe(1);
  show("hidden");
  show("visible");
  await pass(server, 32);
  expect(refreshes()).toBe(1);
  await pass(server, 40);
  expect(refreshes()).toBe(2);
});

test("a page whose network is back refreshes without waiting", async () => {
  const { server, refreshes } = await tabWithTokensOf(30);
  server.faults.set("POST /auth/refresh", "offline");
  await pass(server, 90);
  const before = refreshes();
  server.faults.clear();
  page.dispatchEvent(new Event("online"));
  await settle();
  expect(refreshes()).toBe(before + 1);
});

test("a page from the back/forward cache asks who is signed in", async () => {
  const { server } = await tabWithTokensOf(300);
  page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }));
  await settle();
  expect(server.story).toEqual([]);
  page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await settle();
  expect(server.story).toEqual(["GET /auth/session 200"]);
});

test.each(["signOut", "close"] as const)("no token is refreshed after %s", async (verb) => {
  const { client, server, refreshes } = await tabWithTokensOf(3);
  await client[verb]();
  await pass(server, 20);
  page.dispatchEvent(new Event("online"));
  show("visible");
  await settle();
  expect(refreshes()).toBe(0);
});

test("a session that the server ends is reported once on an open page, which then sends nothing more", async () => {
  const { client, server, refreshes } = await tabWithTokensOf(3);
  const received: unknown[] = [];
  client.onSignedOut((end) => received.push(end));
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_expired" }, { status: 401 }));
  await pass(server, 30);
  expect(received).toEqual([{ code: "refresh_expired", here: false }]);
  expect(refreshes()).toBe(1);
});

test("a page that the server has rendered is refreshed, too, although its first answer changes nothing", async () => {
  const one = browser();
  const { session, client } = await one.signedIn();
  client.close();
  const rendered = one.tab({ initial: session });
  await rendered.ready;
  await pass(one.server, 300);
  expect(one.server.story.filter((line) => line.includes("refresh"))).toEqual(["POST /auth/refresh 200"]);
});
