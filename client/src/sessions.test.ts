import { expect, test } from "vitest";
import { browser } from "../test/browser.js";

test("a person lists their sessions and ends one on another device", async () => {
  const train = browser();
  const left = await train.signedIn();
  const { client } = await browser(train.server).signedIn();
  const all = await client.sessions();
  expect(all.map(({ current }) => current).sort()).toEqual([false, true]);
  await client.endSession(all.find(({ current }) => !current)!.id);
  expect((await client.sessions()).length).toBe(1);

  const received: boolean[] = [];
  left.client.onChange((answer) => received.push(answer.authenticated));
  expect((await left.client.fetch("/api/profile")).status).toBe(401);
  expect(received).toEqual([false]);
});

test("a person ends all other sessions and stays signed in here", async () => {
  const train = browser();
  const left = await train.signedIn();
  const here = browser(train.server);
  const { client } = await here.signedIn();
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  await client.endOtherSessions();
  await client.endOtherSessions();

  expect(received).toEqual([]);
  expect((await client.sessions()).map(({ current }) => current)).toEqual([true]);
  expect((await left.client.fetch("/api/profile")).status).toBe(401);
});

test("a failure to end the other sessions rejects", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("DELETE /auth/sessions", "offline");
  await expect(client.endOtherSessions()).rejects.toMatchObject({ code: "network_error" });
});

test("a person who ends the current session is signed out", async () => {
  const { signedIn } = browser();
  const { client, session } = await signedIn();
  const received: boolean[] = [];
  client.onChange((answer) => received.push(answer.authenticated));
  await client.endSession(session.session.id);
  expect(received).toEqual([false]);
});

test("a session of somebody else is not found", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await expect(client.endSession("../../api/profile")).rejects.toMatchObject({ status: 404 });
  expect(server.story).toEqual(["DELETE /auth/sessions/..%2F..%2Fapi%2Fprofile 404"]);
});
