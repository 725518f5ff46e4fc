import { afterEach, describe, expect, test, vi } from "vitest";
import { browser, gate, saveName } from "../test/browser.js";
import { header as csrfHeader, origin } from "../test/fake-server.js";
import { headerTransport } from "./header.js";
import { memoryTransport } from "./memory.js";
import type { Client, ClientTransport } from "./index.js";

afterEach(() => vi.unstubAllGlobals());

const ada = { username: "ada", password: "engine" };

function storage(entries = new Map<string, string>()) {
  return {
    entries,
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  };
}

const transports: [string, (options?: { origins?: readonly string[] }) => ClientTransport][] = [
  ["memory", memoryTransport],
  ["header", headerTransport],
];

describe.each(transports)("with the transport %s", (name, make) => {
  async function signedIn() {
    const one = browser();
    const client = one.tab({ transport: make() });
    const session = await client.signIn(ada);
    one.server.seen.length = 0;
    return { ...one, client, session };
  }

  test("a person signs in, reads and changes with the token in the header and without a CSRF token", async () => {
    const { client, session, server } = await signedIn();
    expect(session.session.transport).toBe(name);
    expect((await client.fetch("/api/profile")).status).toBe(200);
    expect((await saveName(client, "Countess")).status).toBe(200);
    expect(server.accounts[0]?.displayName).toBe("Countess");
    expect(server.seen.map(({ request }) => request.headers.get("Authorization"))).toEqual(Array(2).fill(expect.stringMatching(/^JWT access-/)));
  });

  test("neither an answer nor the client's state contains a token", async () => {
    const { client, session } = await signedIn();
    const words: unknown[] = [];
    const eavesdropper = new BroadcastChannel(`sallyport ${origin}/auth`);
    eavesdropper.onmessage = ({ data }) => words.push(data);
    const answers = [session, await client.session(), await client.refresh(), client.current];
    await vi.waitFor(() => expect(words).not.toEqual([]));
    eavesdropper.close();
    expect(JSON.stringify([answers, words])).not.toMatch(/access-\d|refresh-\d|accessToken|refreshToken/);
  });

  test("an expired access token is refreshed silently, and the request arrives with its body", async () => {
    const { client, server } = await signedIn();
    server.advance(301);
    const response = await client.fetch("/api/echo", { method: "POST", body: "kept" });
    expect(await response.text()).toBe("kept");
    expect(server.story).toEqual(["POST /api/echo 401", "POST /auth/refresh 200", "POST /api/echo 200"]);
  });

  test("a session call with an expired access token still finds out who is signed in", async () => {
    const { client, server } = await signedIn();
    server.advance(301);
    expect(await client.session()).toMatchObject({ authenticated: true, user: { username: "ada" } });
  });

  test("a sign-out ends the session on the server, and its token is not sent again", async () => {
    const { client, server } = await signedIn();
    await client.signOut();
    expect(server.sessions.size).toBe(0);
    expect((await client.fetch("/api/profile")).status).toBe(401);
    expect(server.seen.at(-1)?.request.headers.get("Authorization")).toBeNull();
  });

  test("a session that was ended elsewhere ends here once", async () => {
    const { client, server } = await signedIn();
    const received: unknown[] = [];
    client.onSignedOut((end) => received.push(end));
    server.sessions.clear();
    expect((await client.fetch("/api/profile")).status).toBe(401);
    await vi.waitFor(() => expect(received).toEqual([{ code: "session_revoked", here: false }]));
    expect(await client.session()).toMatchObject({ authenticated: false, refreshable: false });
  });

  test("the token is not sent to another origin, whether by a string, a URL or a Request", async () => {
    const { client, otherOriginRequests } = await signedIn();
    await client.fetch("https://other.test/");
    await client.fetch(new URL("https://other.test/"));
    await client.fetch(new Request("https://other.test/", { method: "POST", body: "x" }));
    expect(otherOriginRequests.map(({ headers }) => headers.get("Authorization"))).toEqual([null, null, null]);
  });

  test("a listed origin gets the access token but no cookie and no CSRF token, and similar origins get nothing", async () => {
    const { tab, otherOriginRequests } = browser();
    const client = tab({ transport: make({ origins: ["https://api.test"] }) });
    await client.signIn(ada);
    await client.fetch("https://api.test/orders", { method: "POST", body: "x", credentials: "include" });
    for (const other of ["https://api.test.evil.test/", "https://evil.test/?https://api.test", "http://api.test/", "https://api.test:8443/"]) {
      await client.fetch(other, { method: "POST", body: "x" });
    }
    const [named, ...others] = otherOriginRequests;
    expect(named?.headers.get("Authorization")).toMatch(/^JWT access-/);
    expect(named?.credentials).toBe("omit");
    expect(otherOriginRequests.map(({ headers }) => headers.get(csrfHeader))).toEqual(Array(5).fill(null));
    expect(others.map(({ headers }) => headers.get("Authorization"))).toEqual(Array(4).fill(null));
  });

  test("a path of the application that ends like an endpoint is not treated as one", async () => {
    const { client, server } = await signedIn();
    server.faults.set("GET /apis/session", Response.json({ accessToken: "its own" }));
    expect(await (await client.fetch("/apis/session")).json()).toEqual({ accessToken: "its own" });
  });

  test.each(["https://api.test/", "https://api.test/v1", "HTTPS://api.test", "api.test", ""])("%j is refused as an origin", (text) => {
    expect(() => make({ origins: [text] })).toThrow(TypeError);
  });

  test("the referrer of a request is kept, to the server's origin and to a listed one", async () => {
    const { tab, server, otherOriginRequests } = browser();
    const client = tab({ transport: make({ origins: ["https://api.test"] }) });
    await client.signIn(ada);
    await client.fetch("/api/profile", { referrerPolicy: "no-referrer" });
    await client.fetch("https://api.test/orders", { referrerPolicy: "no-referrer" });
    const sent = [server.seen.at(-1)!.request, otherOriginRequests[0]!];
    expect(sent.map(({ referrerPolicy }) => referrerPolicy)).toEqual(["no-referrer", "no-referrer"]);
  });

  test.each(["GET", "POST"])("a redirect of a %s with the token is not followed and rejects with redirected", async (method) => {
    const { client, server } = await signedIn();
    server.faults.set(`${method} /api/payments`, new Response(null, { status: 303, headers: { Location: "https://pay.test/" } }));
    await expect(client.fetch("/api/payments", { method })).rejects.toMatchObject({ code: "redirected" });
    expect(server.seen[0]?.request.redirect).toBe("manual");
    expect(server.seen).toHaveLength(1);
  });

  test("a refresh whose answer was lost is sent again", async () => {
    const { client, server } = await signedIn();
    await server.losingTheFirst("POST /auth/refresh", () => client.refresh());
    expect(server.verdicts).toEqual(["rotate", "repeat"]);
  });

  test("a step-up signs in with the same transport", async () => {
    const { tab, server } = browser();
    const client = tab({ transport: make(), stepUp: () => ada });
    await client.signIn(ada);
    server.now += 700_000;
    expect((await client.fetch("/api/transfer", { method: "POST", body: "x" })).status).toBe(200);
    expect(client.current).toMatchObject({ session: { transport: name } });
  });
});

test("memory: the token is only in requests, a reload gets another one, and each tab has its own", async () => {
  const { tab, server, jar } = browser();
  const [here, there] = [tab({ transport: memoryTransport() }), tab({ transport: memoryTransport() })];
  await here.signIn(ada);
  expect(jar.access).toBeUndefined();
  expect(await there.ready).toMatchObject({ authenticated: true });
  expect(await tokenOf(here)).not.toBe(await tokenOf(there));
  expect(server.verdicts).toEqual(["rotate"]);
  const reloaded = tab({ transport: memoryTransport() });
  expect((await saveName(reloaded, "after a reload")).status).toBe(200);

  async function tokenOf(client: Client): Promise<string | null> {
    await client.fetch("/api/profile");
    return server.seen.at(-1)!.request.headers.get("Authorization");
  }
});

test("memory: the refresh of another tab does not renew this tab's token", async () => {
  const { tab } = browser();
  const [here, there] = [tab({ transport: memoryTransport() }), tab({ transport: memoryTransport() })];
  await here.signIn(ada);
  await there.ready;
  const received: unknown[] = [];
  there.onChange((answer) => received.push(answer));
  const words: unknown[] = [];
  const ear = new BroadcastChannel(`sallyport ${origin}/auth`);
  ear.onmessage = ({ data }) => words.push(data);
  await here.refresh();
  await vi.waitFor(() => expect(words).toHaveLength(1));
  ear.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(received).toEqual([]);
});

test("memory: tabs whose tokens expire together each refresh their own, and none is treated as a thief", async () => {
  const { tab, server } = browser();
  const tabs = Array.from({ length: 4 }, () => tab({ transport: memoryTransport() }));
  await tabs[0]!.signIn(ada);
  await Promise.all(tabs.map((one) => one.ready));
  server.advance(301);
  server.seen.length = 0;
  const answers = await Promise.all(tabs.map((one) => one.fetch("/api/profile")));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(server.verdicts).not.toContain("refresh_reused");
  // No tab asks whether another one has refreshed: that would not give it a token.
  expect(server.story.filter((line) => line.startsWith("GET /auth/session"))).toEqual([]);
});

test("header: no cookie and no CSRF token are sent, not even the placeholder", async () => {
  const { tab, server, jar } = browser();
  const client = tab({ transport: headerTransport() });
  await client.signIn(ada);
  await saveName(client, "Countess");
  expect(jar).toEqual({});
  expect(server.seen.every(({ request }) => request.credentials === "omit" && !request.headers.has(csrfHeader))).toBe(true);
});

test("header: a new sign-in ends the session that it replaces", async () => {
  const { tab, server } = browser();
  const client = tab({ transport: headerTransport() });
  await client.signIn(ada);
  await client.signIn({ username: "bob", password: "builder" });
  expect([...server.sessions.values()].map(({ account }) => account.username)).toEqual(["bob"]);
});

test("header: a link accepts the cookie by which the server recognizes the browser afterwards", async () => {
  const { tab, server } = browser();
  vi.stubGlobal("location", { ...new URL(`${origin}/`), href: `${origin}/`, origin, assign: () => undefined });
  const client = tab({ transport: headerTransport() });
  await client.signIn(ada);
  void client.social.link("google", { returnTo: "/" });
  await vi.waitFor(() => expect(server.story).toContain("POST /auth/social/google/link 200"));
  const { request } = server.seen.at(-1)!;
  expect(request.credentials).toBe("same-origin");
  expect(request.headers.get("Authorization")).toMatch(/^JWT access-/);
});

test("header: a reload signs out by default, and does not with a storage", async () => {
  const { tab } = browser();
  await tab({ transport: headerTransport() }).signIn(ada);
  expect(await tab({ transport: headerTransport() }).ready).toMatchObject({ authenticated: false });
  const kept = storage();
  await tab({ transport: headerTransport({ storage: kept }) }).signIn(ada);
  expect([...kept.entries.keys()]).toEqual([`sallyport ${origin}/auth`]);
  expect(await tab({ transport: headerTransport({ storage: kept }) }).ready).toMatchObject({ authenticated: true });
});

test("header: a sign-out empties the storage", async () => {
  const { tab } = browser();
  const kept = storage();
  const client = tab({ transport: headerTransport({ storage: kept }) });
  await client.signIn(ada);
  await client.signOut();
  expect(kept.entries.size).toBe(0);
});

test("header: tabs that share localStorage share one refresh", async () => {
  const { tab, server } = browser();
  const kept = storage();
  vi.stubGlobal("localStorage", kept);
  const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const tabs = Array.from({ length: 4 }, () => tab({ transport: headerTransport({ storage: localStorage }) }));
  await tabs[0]!.signIn(ada);
  await Promise.all(tabs.map((one) => one.session()));
  server.advance(301);
  const answers = await Promise.all(tabs.map((one) => one.fetch("/api/profile")));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(server.verdicts).toEqual(["rotate"]);
  expect(warned).toHaveBeenCalledTimes(4);
  expect(warned.mock.calls[0]?.[0]).toMatch(/localStorage, where any script of this origin can read them/);
  warned.mockRestore();
});

test("header: a storage other than localStorage causes no warning", () => {
  const warned = vi.spyOn(console, "warn");
  headerTransport();
  headerTransport({ storage: storage() });
  expect(warned).not.toHaveBeenCalled();
});

test("header: the end of the old session does not undo another tab's sign-in that this tab has missed", async () => {
  const { tab, server } = browser();
  const kept = storage();
  const here = tab({ transport: headerTransport({ storage: kept }) });
  await here.signIn(ada);
  here.close();
  const old = [...server.sessions.keys()];
  server.advance(301);
  await tab({ transport: headerTransport({ storage: kept }) }).signIn(ada);
  for (const id of old) server.sessions.delete(id);
  expect((await here.fetch("/api/profile")).status).toBe(200);
  expect(kept.entries.size).toBe(1);
});

test("header: a refused refresh with the old token does not undo another tab's sign-in", async () => {
  vi.stubGlobal("navigator", {});
  const { tab, server } = browser();
  const kept = storage();
  const here = tab({ transport: headerTransport({ storage: kept }) });
  await here.signIn(ada);
  here.close();
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  server.sessions.clear();
  const refreshing = here.refresh();
  await vi.waitFor(() => expect(server.story).toContain("POST /auth/refresh 401"));
  await tab({ transport: headerTransport({ storage: kept }) }).signIn(ada);
  slow.open();
  expect(await refreshing).toMatchObject({ authenticated: true });
  expect(kept.entries.size).toBe(1);
});
