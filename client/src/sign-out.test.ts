import { expect, test } from "vitest";
import { browser, gate } from "../test/browser.js";

test("signing out ends the session on the server, then here", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const heard: boolean[] = [];
  client.onChange((answer) => heard.push(answer.authenticated));
  await client.signOut();
  expect(server.sessions.size).toBe(0);
  expect(heard).toEqual([false]);
  expect(client.expiresInSeconds()).toBeUndefined();
});

test("the token died with the session, so the next sign-in fetches a new one and succeeds at once", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await client.signOut();
  await client.signIn({ username: "bob", password: "builder" });
  expect(server.story).toEqual(["POST /auth/logout 204", "GET /auth/session 200", "POST /auth/login 200"]);
});

test.each([
  ["cannot be reached", "offline" as const, { code: "network_error", status: 0 }],
  ["cannot end the session", Response.json({ code: "store_unavailable" }, { status: 503 }), { code: "store_unavailable" }],
])("when the server %s, nobody is told they are signed out", async (_, fault, error) => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const heard: unknown[] = [];
  client.onChange((answer) => heard.push(answer));
  server.faults.set("POST /auth/logout", fault);
  await expect(client.signOut()).rejects.toMatchObject(error);
  expect(heard).toEqual([]);
});

test("signing out waits for a refresh under way, whose cookies would outlive it in the browser", async () => {
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

test("signing out everywhere ends the other devices' sessions too, even with the access token run out", async () => {
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
  const heard: boolean[] = [];
  client.onChange((answer) => heard.push(answer.authenticated));
  slow.open();
  expect((await asking).authenticated).toBe(false);
  expect(heard).toEqual([]);
});
