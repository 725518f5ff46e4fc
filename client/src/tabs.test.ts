import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser, gate } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import type { Client } from "./index.js";

const lock = `sallyport ${origin}/auth`;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Ten tabs of one person, all of which know who is signed in. */
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

test("ten tabs that find the token ended send one refresh between them", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  const answers = await Promise.all(tabs.map((tab) => tab.fetch("/api/profile")));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(refreshes(server.story)).toEqual(["POST /auth/refresh 200"]);
});

test("where word of it has not come through, the tab behind asks before it refreshes", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(() => undefined);
  const answers = await Promise.all(tabs.map((tab) => tab.fetch("/api/profile")));
  vi.restoreAllMocks();
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(refreshes(server.story)).toHaveLength(1);
});

test("a tab that finds the lock free before word of a refresh has come through does not do it again", async () => {
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

test("however many tabs there are, a sign-out after their refresh waits for a moment only", async () => {
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

test("tabs that waited for a refresh that was refused ask who is signed in, and send none of their own", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  server.sessions.clear();
  vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(() => undefined);
  const refused = await Promise.allSettled(tabs.map((tab) => tab.refresh()));
  vi.restoreAllMocks();
  expect(refused.map(({ status }) => status)).toEqual(Array(10).fill("rejected"));
  expect(tabs.map(({ current }) => current?.authenticated)).toEqual(Array(10).fill(false));
  // Both are the first tab's: the session's CSRF token has ended with it.
  expect(refreshes(server.story)).toEqual(["POST /auth/refresh 403", "POST /auth/refresh 401"]);
});

test("word of a refresh tells each tab when to renew, without a question to the server", async () => {
  const { tabs, server } = await tenTabs();
  const [here, there] = tabs as [Client, Client];
  const heard: unknown[] = [];
  there.onChange((answer) => heard.push(answer.authenticated));
  server.advance(200);
  vi.advanceTimersByTime(200_000);
  expect(there.expiresInSeconds()).toBe(100);
  await here.refresh();
  await vi.waitFor(() => expect(there.expiresInSeconds()).toBeGreaterThan(299));
  expect(heard).toEqual([true]);
  expect(server.story).toEqual(["POST /auth/refresh 200"]);
});

test("a tab that was killed amid its refresh gives up the lock, and the others go on", async () => {
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

test("a tab that holds the lock and hangs is waited for ten seconds, and then done without", async () => {
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

test("without Web Locks the tabs are scattered, and nobody is taken for a thief", async () => {
  vi.stubGlobal("navigator", {});
  const { tabs, server } = await tenTabs();
  server.advance(301);
  const answers = Promise.all(tabs.map((tab) => tab.fetch("/api/profile")));
  await vi.advanceTimersByTimeAsync(1_000);
  expect((await answers).every(({ ok }) => ok)).toBe(true);
  expect(server.verdicts).not.toContain("refresh_reused");
  expect(server.sessions.size).toBe(1);
});

test("a page that may have no locks refreshes all the same", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new DOMException("no", "SecurityError")) } });
  server.advance(301);
  expect((await client.fetch("/api/profile")).status).toBe(200);
});

test("a sign-in waits for another tab's refresh, whose cookies would bring the old session back", async () => {
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

test("a sign-out that finds the token ended refreshes, and does not wait for itself", async () => {
  const { tabs, server } = await tenTabs();
  server.advance(301);
  await import("./while-signed-in.js");
  const signingOut = tabs[0]!.signOutEverywhere();
  for (let turns = 0; turns < 20 && server.sessions.size > 0; turns++) await settle();
  expect(server.sessions.size).toBe(0);
  await signingOut;
});

test("a sign-out amid a sign-in of the same page waits for it, and is what counts", async () => {
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

test("a refresh begun amid a sign-in of the same page cannot bring the old session back", async () => {
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
])("a listener that calls %s amid a sign-in or a refresh waits for nothing that waits for it", async (_, call) => {
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
