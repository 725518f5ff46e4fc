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

  test("somebody signs in, reads and changes, by the token in the header and no CSRF token", async () => {
    const { client, session, server } = await signedIn();
    expect(session.session.transport).toBe(name);
    expect((await client.fetch("/api/profile")).status).toBe(200);
    expect((await saveName(client, "Countess")).status).toBe(200);
    expect(server.accounts[0]?.displayName).toBe("Countess");
    expect(server.seen.map(({ request }) => request.headers.get("Authorization"))).toEqual(Array(2).fill(expect.stringMatching(/^JWT access-/)));
  });

  test("neither the answer nor anything the client knows holds a token", async () => {
    const { client, session } = await signedIn();
    const words: unknown[] = [];
    const eavesdropper = new BroadcastChannel(`sallyport ${origin}/auth`);
    eavesdropper.onmessage = ({ data }) => words.push(data);
    const answers = [session, await client.session(), await client.refresh(), client.current];
    await vi.waitFor(() => expect(words).not.toEqual([]));
    eavesdropper.close();
    expect(JSON.stringify([answers, words])).not.toMatch(/access-\d|refresh-\d|accessToken|refreshToken/);
  });

  test("an ended token is renewed unseen, and the request arrives with its body", async () => {
    const { client, server } = await signedIn();
    server.advance(301);
    const response = await client.fetch("/api/echo", { method: "POST", body: "kept" });
    expect(await response.text()).toBe("kept");
    expect(server.story).toEqual(["POST /api/echo 401", "POST /auth/refresh 200", "POST /api/echo 200"]);
  });

  test("asked who is signed in with a token that has ended, it finds out all the same", async () => {
    const { client, server } = await signedIn();
    server.advance(301);
    expect(await client.session()).toMatchObject({ authenticated: true, user: { username: "ada" } });
  });

  test("a sign-out ends the session on the server, and nothing is sent with its token after it", async () => {
    const { client, server } = await signedIn();
    await client.signOut();
    expect(server.sessions.size).toBe(0);
    expect((await client.fetch("/api/profile")).status).toBe(401);
    expect(server.seen.at(-1)?.request.headers.get("Authorization")).toBeNull();
  });

  test("a session ended elsewhere ends here, once", async () => {
    const { client, server } = await signedIn();
    const heard: unknown[] = [];
    client.onSignedOut((end) => heard.push(end));
    server.sessions.clear();
    expect((await client.fetch("/api/profile")).status).toBe(401);
    await vi.waitFor(() => expect(heard).toEqual([{ code: "session_revoked", here: false }]));
    expect(await client.session()).toMatchObject({ authenticated: false, refreshable: false });
  });

  test("no other origin is sent the token, by a string, a URL or a Request", async () => {
    const { client, elsewhere } = await signedIn();
    await client.fetch("https://other.test/");
    await client.fetch(new URL("https://other.test/"));
    await client.fetch(new Request("https://other.test/", { method: "POST", body: "x" }));
    expect(elsewhere.map(({ headers }) => headers.get("Authorization"))).toEqual([null, null, null]);
  });

  test("another API that was named is sent the token, and neither a cookie nor the CSRF token; its neighbours are not", async () => {
    const { tab, elsewhere } = browser();
    const client = tab({ transport: make({ origins: ["https://api.test"] }) });
    await client.signIn(ada);
    await client.fetch("https://api.test/orders", { method: "POST", body: "x", credentials: "include" });
    for (const other of ["https://api.test.evil.test/", "https://evil.test/?https://api.test", "http://api.test/", "https://api.test:8443/"]) {
      await client.fetch(other, { method: "POST", body: "x" });
    }
    const [named, ...others] = elsewhere;
    expect(named?.headers.get("Authorization")).toMatch(/^JWT access-/);
    expect(named?.credentials).toBe("omit");
    expect(elsewhere.map(({ headers }) => headers.get(csrfHeader))).toEqual(Array(5).fill(null));
    expect(others.map(({ headers }) => headers.get("Authorization"))).toEqual(Array(4).fill(null));
  });

  test("a path under our origin that ends like one of ours is the application's", async () => {
    const { client, server } = await signedIn();
    server.faults.set("GET /apis/session", Response.json({ accessToken: "its own" }));
    expect(await (await client.fetch("/apis/session")).json()).toEqual({ accessToken: "its own" });
  });

  test.each(["https://api.test/", "https://api.test/v1", "HTTPS://api.test", "api.test", ""])("%j is no origin to name", (text) => {
    expect(() => make({ origins: [text] })).toThrow(TypeError);
  });

  test("what a request says of the referrer is kept, to our origin and to a named one", async () => {
    const { tab, server, elsewhere } = browser();
    const client = tab({ transport: make({ origins: ["https://api.test"] }) });
    await client.signIn(ada);
    await client.fetch("/api/profile", { referrerPolicy: "no-referrer" });
    await client.fetch("https://api.test/orders", { referrerPolicy: "no-referrer" });
    const sent = [server.seen.at(-1)!.request, elsewhere[0]!];
    expect(sent.map(({ referrerPolicy }) => referrerPolicy)).toEqual(["no-referrer", "no-referrer"]);
  });

  test.each(["GET", "POST"])("a redirect of a %s leads nowhere with the token, and is told apart from no answer", async (method) => {
    const { client, server } = await signedIn();
    server.faults.set(`${method} /api/payments`, new Response(null, { status: 303, headers: { Location: "https://pay.test/" } }));
    await expect(client.fetch("/api/payments", { method })).rejects.toMatchObject({ code: "redirected" });
    expect(server.seen[0]?.request.redirect).toBe("manual");
    expect(server.seen).toHaveLength(1);
  });

  test("a lost answer to a refresh is asked for again", async () => {
    const { client, server } = await signedIn();
    await server.losingTheFirst("POST /auth/refresh", () => client.refresh());
    expect(server.verdicts).toEqual(["rotate", "repeat"]);
  });

  test("a step up signs in by the same transport", async () => {
    const { tab, server } = browser();
    const client = tab({ transport: make(), stepUp: () => ada });
    await client.signIn(ada);
    server.now += 700_000;
    expect((await client.fetch("/api/transfer", { method: "POST", body: "x" })).status).toBe(200);
    expect(client.current).toMatchObject({ session: { transport: name } });
  });
});

test("memory: the token is nowhere but in the requests, a reload brings another, and each tab has its own", async () => {
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

test("memory: another tab's refresh makes this tab's token no younger", async () => {
  const { tab } = browser();
  const [here, there] = [tab({ transport: memoryTransport() }), tab({ transport: memoryTransport() })];
  await here.signIn(ada);
  await there.ready;
  const heard: unknown[] = [];
  there.onChange((answer) => heard.push(answer));
  const words: unknown[] = [];
  const ear = new BroadcastChannel(`sallyport ${origin}/auth`);
  ear.onmessage = ({ data }) => words.push(data);
  await here.refresh();
  await vi.waitFor(() => expect(words).toHaveLength(1));
  ear.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(heard).toEqual([]);
});

test("memory: tabs whose tokens end at once each renew their own, and none is taken for a thief", async () => {
  const { tab, server } = browser();
  const tabs = Array.from({ length: 4 }, () => tab({ transport: memoryTransport() }));
  await tabs[0]!.signIn(ada);
  await Promise.all(tabs.map((one) => one.ready));
  server.advance(301);
  server.seen.length = 0;
  const answers = await Promise.all(tabs.map((one) => one.fetch("/api/profile")));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(server.verdicts).not.toContain("refresh_reused");
  // None asks whether another has done it: that would not give it a token.
  expect(server.story.filter((line) => line.startsWith("GET /auth/session"))).toEqual([]);
});

test("header: no cookie goes along and no CSRF token, not even the blank", async () => {
  const { tab, server, jar } = browser();
  const client = tab({ transport: headerTransport() });
  await client.signIn(ada);
  await saveName(client, "Countess");
  expect(jar).toEqual({});
  expect(server.seen.every(({ request }) => request.credentials === "omit" && !request.headers.has(csrfHeader))).toBe(true);
});

test("header: a new sign-in ends the session it takes the place of", async () => {
  const { tab, server } = browser();
  const client = tab({ transport: headerTransport() });
  await client.signIn(ada);
  await client.signIn({ username: "bob", password: "builder" });
  expect([...server.sessions.values()].map(({ account }) => account.username)).toEqual(["bob"]);
});

test("header: who links an account takes the cookie by which they are known when they come back", async () => {
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

test("header: by default a reload signs out, and with a storage it does not", async () => {
  const { tab } = browser();
  await tab({ transport: headerTransport() }).signIn(ada);
  expect(await tab({ transport: headerTransport() }).ready).toMatchObject({ authenticated: false });
  const kept = storage();
  await tab({ transport: headerTransport({ storage: kept }) }).signIn(ada);
  expect([...kept.entries.keys()]).toEqual([`sallyport ${origin}/auth`]);
  expect(await tab({ transport: headerTransport({ storage: kept }) }).ready).toMatchObject({ authenticated: true });
});

test("header: a sign-out leaves nothing in the storage", async () => {
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

test("header: another storage warns of nothing", () => {
  const warned = vi.spyOn(console, "warn");
  headerTransport();
  headerTransport({ storage: storage() });
  expect(warned).not.toHaveBeenCalled();
});

test("header: a sign-in in another tab that this one has not heard of is not undone by the end of the old session", async () => {
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

test("header: nor is it by a refresh with the old token that comes back refused", async () => {
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
