import { expect, test, vi } from "vitest";
import { browser, gate, saveName } from "../test/browser.js";
import { memoryTransport } from "./memory.js";

test("an expired access token is refreshed silently, and the request is repeated with its body", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.advance(301);
  const response = await client.fetch("/api/echo", { method: "POST", body: "kept" });
  expect(await response.text()).toBe("kept");
  expect(server.story).toEqual(["POST /api/echo 401", "POST /auth/refresh 200", "POST /api/echo 200"]);
});

test("a stream and a Request can be repeated, too", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.advance(301);
  const stream = new Blob(["from a stream"]).stream();
  const first = await client.fetch("/api/echo", { method: "POST", body: stream, duplex: "half" } as RequestInit);
  expect(await first.text()).toBe("from a stream");
  server.advance(301);
  const form = new FormData();
  form.set("note", "from a form");
  const second = await client.fetch(new Request(`${server.seen[0]!.request.url}/form`, { method: "POST", body: form }));
  expect(await second.text()).toContain("from a form");
  const [one, two] = server.seen.filter(({ call }) => call.endsWith("/form"));
  expect(two?.request.headers.get("Content-Type")).toBe(one?.request.headers.get("Content-Type"));
});

test("ten requests that find the access token expired share one refresh", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.advance(301);
  const responses = await Promise.all(Array.from({ length: 10 }, () => client.fetch("/api/profile")));
  expect(responses.every(({ ok }) => ok)).toBe(true);
  expect(server.story.filter((line) => line.includes("refresh"))).toEqual(["POST /auth/refresh 200"]);
});

test("a request whose 401 arrives after another request's refresh is repeated without a new refresh", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.advance(301);
  const slow = gate();
  server.delays.set("GET /api/profile", slow.closed);
  const late = client.fetch("/api/profile");
  await vi.waitFor(() => expect(server.story).toEqual(["GET /api/profile 401"]));
  await client.refresh();
  slow.open();
  expect((await late).status).toBe(200);
  expect(server.story.filter((line) => line.includes("refresh"))).toHaveLength(1);
});

test("a refused refresh signs the page out, calls listeners once and resolves to the server's 401", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_reused" }, { status: 401 }));
  expect((await client.fetch("/api/profile")).status).toBe(401);
  expect(received).toEqual([false]);
  await expect(client.refresh()).rejects.toMatchObject({ code: "refresh_reused", status: 401 });
  expect(received).toEqual([false]);
});

test.each([
  ["the store is down", Response.json({ code: "store_unavailable" }, { status: 503 }), "store_unavailable"],
  ["a proxy answers for the server", new Response("<h1>Bad gateway</h1>", { status: 502 }), "unexpected_answer"],
  ["there is no network", "offline" as const, "network_error"],
])("a refresh rejects and the person stays signed in when %s", async (_, fault, code) => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  server.advance(301);
  server.faults.set("POST /auth/refresh", fault);
  await expect(client.fetch("/api/profile")).rejects.toMatchObject({ code });
  expect(received).toEqual([]);
  server.faults.clear();
  expect((await client.fetch("/api/profile")).status).toBe(200);
});

test("a server that always refuses the access token as expired gets the request twice", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("GET /api/profile", Response.json({ code: "access_expired" }, { status: 401 }));
  expect((await client.fetch("/api/profile")).status).toBe(401);
  expect(server.story).toEqual(["GET /api/profile 401", "POST /auth/refresh 200", "GET /api/profile 401"]);
});

test("a 401 of the application itself causes no refresh", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("GET /api/profile", new Response("step up, please", { status: 401 }));
  expect(await (await client.fetch("/api/profile")).text()).toBe("step up, please");
  expect(server.story).toHaveLength(1);
});

test("a refused refresh of an old session does not sign out the person who has signed in since", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("GET /api/profile", Response.json({ code: "session_revoked" }, { status: 401 }));
  const slow = gate();
  server.delays.set("GET /api/profile", slow.closed);
  const late = client.fetch("/api/profile");
  await vi.waitFor(() => expect(server.story).toHaveLength(1));
  await client.signIn({ username: "bob", password: "builder" });
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  slow.open();
  expect((await late).status).toBe(401);
  expect(received).toEqual([]);
});

/** Signed in without Web Locks, so that a refresh waits for nothing else that the page does. */
async function signedInWithoutLocks() {
  vi.stubGlobal("navigator", {});
  const { tab, server } = browser();
  const client = tab({ transport: memoryTransport() });
  const session = await client.signIn({ username: "ada", password: "engine" });
  server.seen.length = 0;
  return { client, session, server };
}

test("a refused refresh that a sign-in has overtaken does not sign out without Web Locks either", async () => {
  const { client, server } = await signedInWithoutLocks();
  const [login, refresh] = [gate(), gate()];
  server.delays.set("POST /auth/login", login.closed).set("POST /auth/refresh", refresh.closed);
  server.faults.set("POST /auth/refresh", Response.json({ code: "session_revoked" }, { status: 401 }));
  const signingIn = client.signIn({ username: "bob", password: "builder" });
  await vi.waitFor(() => expect(server.story).toEqual(["POST /auth/login 200"]));
  const refreshing = client.refresh();
  await vi.waitFor(() => expect(server.story).toHaveLength(2));
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  login.open();
  await signingIn;
  refresh.open();
  await expect(refreshing).rejects.toMatchObject({ code: "session_revoked" });
  expect(received).toEqual([true]);
});

test("a refresh that a sign-out has overtaken does not sign the page in again without Web Locks", async () => {
  const { client, session, server } = await signedInWithoutLocks();
  const [logout, refresh] = [gate(), gate()];
  server.delays.set("POST /auth/logout", logout.closed).set("POST /auth/refresh", refresh.closed);
  server.faults.set("POST /auth/refresh", Response.json(session));
  const signingOut = client.signOut();
  await vi.waitFor(() => expect(server.story).toEqual(["POST /auth/logout 204"]));
  const refreshing = client.refresh();
  await vi.waitFor(() => expect(server.story).toHaveLength(2));
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  logout.open();
  await signingOut;
  refresh.open();
  await expect(refreshing).rejects.toMatchObject({ code: "session_revoked" });
  expect(received).toEqual([false]);
});

test("a request of Ada is not repeated for Bob, who signed in in another tab", async () => {
  const { signedIn, tab, server } = browser();
  const { client } = await signedIn();
  const other = tab();
  client.close();
  await other.signIn({ username: "bob", password: "builder" });
  server.advance(301);
  const received: unknown[] = [];
  client.onChange((answer) => received.push(answer.authenticated && answer.user.username));
  expect((await saveName(client, "Countess of Lovelace")).status).toBe(403);
  expect((await client.fetch("/api/profile")).status).toBe(200);
  expect(received).toEqual(["bob"]);
  expect(server.accounts.map(({ displayName }) => displayName)).toEqual(["Ada", "Bob"]);
});

test("a read of Ada is not answered with the data of Bob", async () => {
  const { signedIn, tab, server } = browser();
  const { client } = await signedIn();
  const other = tab();
  client.close();
  await other.signIn({ username: "bob", password: "builder" });
  server.advance(301);
  expect((await client.fetch("/api/profile")).status).toBe(401);
});
