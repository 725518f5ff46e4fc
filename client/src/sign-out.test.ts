import { expect, test } from "vitest";
import { browser, gate } from "../test/browser.js";

test("a sign-out ends the session on the server, then in the page", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  await client.signOut();
  expect(server.sessions.size).toBe(0);
  expect(received).toEqual([false]);
  expect(client.expiresInSeconds()).toBeUndefined();
});

test("a sign-in after a sign-out fetches a new CSRF token and succeeds at once", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await client.signOut();
  await client.signIn({ username: "bob", password: "builder" });
  expect(server.story).toEqual(["POST /auth/logout 204", "GET /auth/session 200", "POST /auth/login 200"]);
});

test.each([
  ["cannot be reached", "offline" as const, { code: "network_error", status: 0 }],
  ["cannot end the session", Response.json({ code: "store_unavailable" }, { status: 503 }), { code: "store_unavailable" }],
])("nobody is told of a sign-out when the server %s", async (_, fault, error) => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const received: unknown[] = [];
  client.onChange((answer) => received.push(answer));
  server.faults.set("POST /auth/logout", fault);
  await expect(client.signOut()).rejects.toMatchObject(error);
  expect(received).toEqual([]);
});

test("a sign-out waits for a refresh under way, because its cookies would stay in the browser", async () => {
  const { signedIn, server, jar } = browser();
  const { client } = await signedIn();
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  const refreshing = client.refresh();
  const signingOut = client.signOut();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(server.story).toEqual(["POST /auth/refresh 200"]);
  slow.open();
  await Promise.all([refreshing, signingOut]);
  expect(jar).toEqual({});
});

test("a sign-out everywhere ends the sessions of other devices, too, even with an expired access token", async () => {
  const phone = browser();
  await phone.signedIn();
  const laptop = browser(phone.server);
  const { client } = await laptop.signedIn();
  expect(phone.server.sessions.size).toBe(2);
  phone.server.advance(301);
  await client.signOutEverywhere();
  expect(phone.server.sessions.size).toBe(0);
});

test("an answer that a sign-out has overtaken does not sign the page in again", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const slow = gate();
  server.delays.set("GET /auth/session", slow.closed);
  const asking = client.session();
  await client.signOut();
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  slow.open();
  expect((await asking).authenticated).toBe(false);
  expect(received).toEqual([]);
});
