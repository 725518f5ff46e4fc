import { expect, test, vi } from "vitest";
import { browser, gate } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import type { Client, SignedOut } from "./index.js";

function ends(client: Client): SignedOut[] {
  const received: SignedOut[] = [];
  client.onSignedOut((end) => received.push(end));
  return received;
}

/** Five tabs of one person, each with the reasons that its listener received. */
async function fiveTabs() {
  const one = browser();
  const { client } = await one.signedIn();
  const tabs = [client, ...Array.from({ length: 4 }, () => one.tab())];
  await Promise.all(tabs.map((tab) => tab.session()));
  one.server.seen.length = 0;
  return { ...one, tabs, received: tabs.map(ends) };
}

test("a sign-out in one of five tabs is reported once in each, with the tab it came from", async () => {
  const { tabs, received, server } = await fiveTabs();
  await tabs[2]!.signOut();
  await vi.waitFor(() => expect(received.flat()).toHaveLength(5));
  expect(received.map(([end]) => end?.here)).toEqual([false, false, true, false, false]);
  expect(received.flat().every(({ code }) => code === "signed_out")).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(received.flat()).toHaveLength(5);
  // The other tabs do not believe the message and ask the server once each.
  expect(server.story).toEqual(["POST /auth/logout 204", ...Array(4).fill("GET /auth/session 200")]);
});

test.each(["refresh_reused", "refresh_expired", "session_revoked"] as const)(
  "a refresh refused with %s is reported once in each tab, with that reason",
  async (code) => {
    const { tabs, received, server } = await fiveTabs();
    server.advance(301);
    server.faults.set("POST /auth/refresh", Response.json({ code }, { status: 401 }));
    server.faults.set("GET /auth/session", Response.json({ authenticated: false, refreshable: false }));
    await tabs[0]!.fetch("/api/profile");
    await vi.waitFor(() => expect(received.flat()).toEqual(Array(5).fill({ code, here: false })));
  },
);

test("a refresh that comes after a sign-out in another tab is reported as that sign-out", async () => {
  const { tabs, received, server } = await fiveTabs();
  const slow = gate();
  server.delays.set("GET /auth/session", slow.closed);
  await tabs[0]!.signOut();
  await vi.waitFor(() => expect(server.story).toHaveLength(5));
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_missing" }, { status: 401 }));
  await expect(tabs[1]!.refresh()).rejects.toMatchObject({ code: "refresh_missing" });
  expect(received[1]).toEqual([{ code: "signed_out", here: false }]);
  slow.open();
});

test("a session that was ended from another device is reported at the next request", async () => {
  const { tabs, received, server } = await fiveTabs();
  server.sessions.clear();
  expect((await tabs[0]!.fetch("/api/profile")).status).toBe(401);
  await vi.waitFor(() => expect(received[0]).toEqual([{ code: "session_revoked", here: false }]));
});

test("a person who ends the current session from the list is signed out by this tab", async () => {
  const { tabs, received } = await fiveTabs();
  const answer = tabs[0]!.current;
  await tabs[0]!.endSession(answer?.authenticated ? answer.session.id : "");
  expect(received[0]).toEqual([{ code: "signed_out", here: true }]);
});

test("a request refused for a session that was replaced since is no sign-out", async () => {
  const { tabs, received, server } = await fiveTabs();
  server.faults.set("GET /api/profile", Response.json({ code: "session_revoked" }, { status: 401 }));
  expect((await tabs[0]!.fetch("/api/profile")).status).toBe(401);
  expect(tabs[0]!.current).toMatchObject({ authenticated: true });
  expect(received.flat()).toEqual([]);
});

test("a message that claims a sign-out signs nobody out", async () => {
  const { tabs, received, server } = await fiveTabs();
  const liar = new BroadcastChannel(`sallyport ${origin}/auth`);
  liar.postMessage({ ended: "signed_out" });
  await vi.waitFor(() => expect(server.story).toHaveLength(5));
  liar.close();
  expect(received.flat()).toEqual([]);
  expect(tabs[0]!.current).toMatchObject({ authenticated: true });
});

test("a 401 of a proxy on the refresh signs nobody out", async () => {
  const { tabs, received, server } = await fiveTabs();
  server.faults.set("POST /auth/refresh", new Response("<h1>Sign in to the proxy</h1>", { status: 401 }));
  await expect(tabs[0]!.refresh()).rejects.toMatchObject({ code: "unexpected_answer" });
  server.faults.set("POST /auth/refresh", Response.json({ code: "unauthorized" }, { status: 401 }));
  await expect(tabs[0]!.refresh()).rejects.toMatchObject({ code: "unauthorized" });
  expect(received.flat()).toEqual([]);
});

test("a visitor is not told of a sign-out", async () => {
  const { tab, server, signedIn } = browser();
  await signedIn();
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_expired" }, { status: 401 }));
  const reloaded = tab();
  const received = ends(reloaded);
  expect(await reloaded.ready).toMatchObject({ authenticated: false });
  expect(received).toEqual([]);
});
