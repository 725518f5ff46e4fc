import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser, gate } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import type { Client } from "./index.js";

const lock = `sallyport ${origin}/auth`;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Ten tabs of one person. All of them know who is signed in. */
async function tenTabs() {
  const one = browser();
  const { client } = await one.signedIn();
  const tabs = [client, ...Array.from({ length: 9 }, () => one.tab())];
  await Promise.all(tabs.map((tab) => tab.session()));
  one.server.seen.length = 0;
  return { ...one, tabs };
}

function refreshes(story: readonly string[]): string[] {
  return story.filter((line) => line.startsWith("POST /auth/refresh"));
}

test("ten tabs that find the access token expired send one refresh between them", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  const answers = await Promise.all(tabs.map((tab) => tab.fetch("/api/profile")));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(refreshes(server.story)).toEqual(["POST /auth/refresh 200"]);
});

test("a tab that has missed the message about a refresh asks who is signed in before it refreshes", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(() => undefined);
  const answers = await Promise.all(tabs.map((tab) => tab.fetch("/api/profile")));
  vi.restoreAllMocks();
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(refreshes(server.story)).toHaveLength(1);
});

test("a tab that gets the lock before the message about a refresh does not refresh again", async () => {
  const { tabs, server } = await tenTabs();
  const [here, there] = tabs as [Client, Client];
  server.advance(301);
  vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(() => undefined);
  await here.refresh();
  const behind = there.refresh();
  await vi.advanceTimersByTimeAsync(1_000);
  await behind;
  vi.restoreAllMocks();
  expect(server.story).toEqual(["POST /auth/refresh 200", "GET /auth/session 200"]);
});

test("a sign-out after the refresh of many tabs waits only for a moment", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  await Promise.all(tabs.map((tab) => tab.fetch("/api/profile")));
  await import("./while-signed-in.js");
  const signingOut = tabs[5]!.signOut();
  await settle();
  await vi.advanceTimersByTimeAsync(400);
  await settle();
  expect(server.sessions.size).toBe(0);
  await signingOut;
});

test("tabs that waited for a refused refresh ask who is signed in and send no refresh of their own", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  server.sessions.clear();
  vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(() => undefined);
  const refused = await Promise.allSettled(tabs.map((tab) => tab.refresh()));
  vi.restoreAllMocks();
  expect(refused.map(({ status }) => status)).toEqual(Array(10).fill("rejected"));
  expect(tabs.map(({ current }) => current?.authenticated)).toEqual(Array(10).fill(false));
  // The first tab sent both: the session's CSRF token ended with the session.
  expect(refreshes(server.story)).toEqual(["POST /auth/refresh 403", "POST /auth/refresh 401"]);
});

test("the message about a refresh tells each tab when to refresh next, without a request to the server", async () => {
  const { tabs, server } = await tenTabs();
  const [here, there] = tabs as [Client, Client];
  const received: unknown[] = [];
  there.onChange((answer) => received.push(answer.authenticated));
  server.advance(200);
  vi.advanceTimersByTime(200_000);
  expect(there.expiresInSeconds()).toBe(100);
  await here.refresh();
  await vi.waitFor(() => expect(there.expiresInSeconds()).toBeGreaterThan(299));
  expect(received).toEqual([true]);
  expect(server.story).toEqual(["POST /auth/refresh 200"]);
});

test("a tab that is killed during its refresh releases the lock, and the others go on", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  let die = () => {};
  void navigator.locks.request(lock, {}, () => new Promise<void>((resolve) => (die = resolve)));
  const waiting = tabs[0]!.fetch("/api/profile");
  await settle();
  expect(refreshes(server.story)).toEqual([]);
  die();
  expect((await waiting).status).toBe(200);
  expect(refreshes(server.story)).toHaveLength(1);
});

test("a tab that hangs while it holds the lock delays the others for ten seconds only", async () => {
  vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), milliseconds);
    return controller.signal;
  });
  const { tabs, server } = await tenTabs();
  server.advance(301);
  void navigator.locks.request(lock, {}, () => new Promise(() => {}));
  const waiting = Promise.all(tabs.slice(0, 3).map((tab) => tab.fetch("/api/profile")));
  await vi.advanceTimersByTimeAsync(9_000);
  expect(refreshes(server.story)).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await waiting).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(server.verdicts).not.toContain("refresh_reused");
  vi.restoreAllMocks();
});

test("tabs without Web Locks refresh at scattered times, and none is treated as a thief", async () => {
  vi.stubGlobal("navigator", {});
  const { tabs, server } = await tenTabs();
  server.advance(301);
  const answers = Promise.all(tabs.map((tab) => tab.fetch("/api/profile")));
  await vi.advanceTimersByTimeAsync(1_000);
  expect((await answers).every(({ ok }) => ok)).toBe(true);
  expect(server.verdicts).not.toContain("refresh_reused");
  expect(server.sessions.size).toBe(1);
});

test("a page that may not use locks refreshes all the same", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new DOMException("no", "SecurityError")) } });
  server.advance(301);
  expect((await client.fetch("/api/profile")).status).toBe(200);
});

test("a sign-in waits for another tab's refresh, because its cookies would bring the old session back", async () => {
  const { tabs, server, jar } = await tenTabs();
  const [here, there] = tabs as [Client, Client];
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  const refreshing = here.refresh();
  await settle();
  const signingIn = there.signIn({ username: "bob", password: "builder" });
  await settle();
  expect(server.story).toEqual(["POST /auth/refresh 200"]);
  slow.open();
  await refreshing;
  await signingIn;
  expect(server.sessions.get(jar.access!.sid)?.account.username).toBe("bob");
});

test("a sign-out that finds the access token expired refreshes without waiting for its own lock", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  await import("./while-signed-in.js");
  const signingOut = tabs[0]!.signOutEverywhere();
  for (let turns = 0; turns < 20 && server.sessions.size > 0; turns++) await settle();
  expect(server.sessions.size).toBe(0);
  await signingOut;
});

test("a sign-out during a sign-in of the same page waits for it and then takes effect", async () => {
  const { tab, server } = browser();
  const client = tab();
  const slow = gate();
  server.delays.set("POST /auth/login", slow.closed);
  const signingIn = client.signIn({ username: "ada", password: "engine" });
  await settle();
  const signingOut = client.signOut();
  await settle();
  slow.open();
  await Promise.all([signingIn, signingOut]);
  expect(client.current).toMatchObject({ authenticated: false });
  expect(server.sessions.size).toBe(0);
});

test("a refresh during a sign-in of the same page does not bring the old session back", async () => {
  const { signedIn, server, jar } = browser();
  const { client } = await signedIn();
  const slow = gate();
  server.delays.set("POST /auth/login", slow.closed);
  const signingIn = client.signIn({ username: "bob", password: "builder" });
  await settle();
  const refreshing = client.refresh();
  await settle();
  expect(refreshes(server.story)).toEqual([]);
  slow.open();
  await signingIn;
  expect(await refreshing).toMatchObject({ user: { username: "bob" } });
  expect(server.sessions.get(jar.access!.sid)?.account.username).toBe("bob");
});

test.each([
  ["refresh", (client: Client) => client.refresh()],
  ["session", (client: Client) => client.session()],
  ["fetch", (client: Client) => client.fetch("/api/echo", { method: "POST", body: "x" })],
  ["signOut", (client: Client) => client.signOut()],
])("a listener that calls %s during a sign-in or a refresh causes no deadlock", async (_, call) => {
  const { tab } = browser();
  const client = tab();
  const calls: Promise<unknown>[] = [];
  client.onChange((answer) => {
    if (answer.authenticated && calls.length < 2) calls.push(call(client));
  });
  await client.signIn({ username: "ada", password: "engine" });
  await client.refresh().catch(() => undefined);
  await Promise.all(calls);
  expect(calls.length).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(navigator.locks).toMatchObject({ waiting: 0 });
});

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}
