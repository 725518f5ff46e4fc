import { expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import type { Client } from "./index.js";

function diary(client: Client): string[] {
  const lines: string[] = [];
  client.onChange((answer) => lines.push(answer.authenticated ? answer.user.username : "nobody"));
  return lines;
}

test("listeners are called after sign-in, refresh and sign-out until they unsubscribe", async () => {
  const { tab } = browser();
  const client = tab();
  const received = diary(client);
  const once: unknown[] = [];
  const unsubscribe = client.onChange((answer) => once.push(answer));
  await client.signIn({ username: "ada", password: "engine" });
  unsubscribe();
  await client.refresh();
  await client.signOut();
  expect(received).toEqual(["nobody", "ada", "ada", "nobody"]);
  expect(once).toHaveLength(2);
});

test("the other tabs get a message and ask the server themselves", async () => {
  const { tab } = browser();
  const [here, there] = [tab(), tab()];
  const received = diary(there);
  await here.signIn({ username: "ada", password: "engine" });
  await vi.waitFor(() => expect(received).toEqual(["ada"]));
  expect((await there.fetch("/api/profile")).status).toBe(200);
  await here.signOut();
  await vi.waitFor(() => expect(received).toEqual(["ada", "nobody"]));
});

test("a refresh in one tab is reported in the other, which does not refresh as well", async () => {
  const { tab, server } = browser();
  const [here, there] = [tab(), tab()];
  await here.signIn({ username: "ada", password: "engine" });
  await vi.waitFor(() => expect(there.expiresInSeconds()).toBeGreaterThan(299));
  const received = diary(there);
  server.advance(200);
  await here.refresh();
  await vi.waitFor(() => expect(received).toEqual(["ada"]));
  expect(server.story.filter((line) => line.includes("refresh"))).toHaveLength(1);
});

test("a message between tabs contains no token", async () => {
  const { signedIn } = browser();
  const words: unknown[] = [];
  const eavesdropper = new BroadcastChannel(`sallyport ${origin}/auth`);
  eavesdropper.onmessage = ({ data }) => words.push(data);
  await signedIn();
  await vi.waitFor(() => expect(words).toEqual(["changed"]));
  eavesdropper.close();
});

test("two tabs never answer each other's messages, even when every access token arrives expired", async () => {
  const { tab, server } = browser();
  const [here] = [tab(), tab(), tab()];
  server.lifetime = 0;
  await here!.signIn({ username: "ada", password: "engine" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const calls = server.seen.length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.seen.length).toBe(calls);
  expect(calls).toBeLessThan(10);
});

test("a listener that throws neither stops the other listeners nor fails the sign-in", async () => {
  const { tab } = browser();
  const client = tab();
  const thrown = new Promise((resolve) => process.once("unhandledRejection", resolve));
  client.onChange((answer) => {
    if (answer.authenticated) throw new Error("a fault in a listener");
  });
  const received = diary(client);
  await client.signIn({ username: "ada", password: "engine" });
  expect(received).toEqual(["nobody", "ada"]);
  expect(await thrown).toMatchObject({ message: "a fault in a listener" });
});

test("a listener that another listener unsubscribes is not called any more, not even for the same event", async () => {
  const client = browser().tab();
  const told = vi.fn();
  client.onChange(() => unsubscribe());
  const unsubscribe = client.onChange(told);
  await client.session();
  expect(told).not.toHaveBeenCalled();
});

test("a listener that subscribes again each time it is called is called once", async () => {
  const client = browser().tab();
  const told = vi.fn(() => {
    unsubscribe();
    unsubscribe = client.onChange(told);
  });
  let unsubscribe = client.onChange(told);
  await client.session();
  expect(told).toHaveBeenCalledOnce();
});

test.each([
  ["throws", () => vi.stubGlobal("BroadcastChannel", class { constructor() { throw new DOMException("The operation is insecure.", "SecurityError"); } })],
  ["is missing", () => vi.stubGlobal("BroadcastChannel", undefined)],
])("a page where BroadcastChannel %s, as with all cookies blocked, still works", async (_, forbid) => {
  forbid();
  const { tab } = browser();
  const client = tab();
  await client.signIn({ username: "ada", password: "engine" });
  expect(await client.refresh()).toMatchObject({ authenticated: true });
  client.close();
  vi.unstubAllGlobals();
});

test("a closed client can still sign in and no longer listens to other tabs", async () => {
  const { tab } = browser();
  const [here, there] = [tab(), tab()];
  const received = diary(there);
  there.close();
  await here.signIn({ username: "ada", password: "engine" });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(received).toEqual([]);
  await there.signIn({ username: "bob", password: "builder" });
  expect(received).toContain("bob");
});

test.each([7, [[]], {}, new Map(), { ended: undefined }, { renewed: undefined }, { renewed: 7, left: {} }, { v: 9, locked: true }])(
  "a message that this version does not know (%j) changes nothing",
  async (message) => {
    const { signedIn } = browser();
    const { client, session } = await signedIn();
    const otherTab = new BroadcastChannel(`sallyport ${origin}/auth`);
    otherTab.postMessage(message);
    // A message about this session, but without a valid time.
    for (const left of ["soon", Number.NaN, {}]) otherTab.postMessage({ renewed: session.session.id, accessExpiresAt: "later", left });
    await new Promise((resolve) => setTimeout(resolve, 20));
    otherTab.close();
    expect(client.current).toMatchObject({ authenticated: true, user: { username: "ada" } });
    expect(client.expiresInSeconds()).not.toBeNaN();
    expect((await client.fetch("/api/profile")).status).toBe(200);
  },
);

test("only a message about a change makes a tab ask the server", async () => {
  const { tab, server } = browser();
  tab();
  const otherTab = new BroadcastChannel(`sallyport ${origin}/auth`);
  for (const message of [{ social: "1-2-3-4" }, { social: "1-2-3-4", code: "access_denied" }, "something", null]) {
    otherTab.postMessage(message);
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(server.seen).toEqual([]);
  otherTab.postMessage("changed");
  await vi.waitFor(() => expect(server.story).toEqual(["GET /auth/session 200"]));
  otherTab.close();
});
