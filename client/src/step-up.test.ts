import { expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";
import type { ClientOptions, Credentials, StepUp } from "./index.js";

const ada: Credentials = { username: "ada", password: "engine" };

/** Ada's tab. Her sign-in is no longer recent enough for a transfer. */
async function longSignedIn(stepUp?: StepUp) {
  const one = browser();
  const client = one.tab(stepUp ? ({ stepUp } satisfies ClientOptions) : {});
  await client.signIn(ada);
  one.server.now += 700_000;
  await client.refresh();
  one.server.seen.length = 0;
  const transfer = () => client.fetch("/api/transfer", { method: "POST", body: "100 to Bob" });
  return { ...one, client, transfer };
}

test("a request that needs a recent sign-in asks the person and is then repeated with its body", async () => {
  const stepUp = vi.fn(() => ada);
  const { transfer, server } = await longSignedIn(stepUp);
  const response = await transfer();
  expect(await response.text()).toBe("100 to Bob");
  expect(stepUp).toHaveBeenCalledExactlyOnceWith(undefined);
  expect(server.story).toEqual(["POST /api/transfer 401", "POST /auth/login 200", "POST /api/transfer 200"]);
});

test("several simultaneous requests show one dialog", async () => {
  const stepUp = vi.fn(() => Promise.resolve(ada));
  const { transfer } = await longSignedIn(stepUp);
  const responses = await Promise.all([transfer(), transfer(), transfer()]);
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(stepUp).toHaveBeenCalledOnce();
});

test("a wrong password makes the hook run again with the error", async () => {
  const answers: Credentials[] = [{ ...ada, password: "guess" }, ada];
  const stepUp = vi.fn<StepUp>(() => answers.shift()!);
  const { transfer } = await longSignedIn(stepUp);
  expect((await transfer()).status).toBe(200);
  expect(stepUp.mock.calls[1]?.[0]).toMatchObject({ code: "credentials_rejected" });
});

test("a person who gives up gets the server's refusal and stays signed in", async () => {
  const { transfer, client } = await longSignedIn(() => false);
  const response = await transfer();
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: "insufficient_user_authentication" });
  expect((await client.session()).authenticated).toBe(true);
});

test("a hook that has signed the person in itself returns true, and the request is repeated", async () => {
  const one = await longSignedIn(async () => {
    await one.client.signIn(ada);
    return true;
  });
  expect((await one.transfer()).status).toBe(200);
});

test("a request of Ada is not repeated for Bob, who signed in instead", async () => {
  const { transfer, server } = await longSignedIn(() => ({ username: "bob", password: "builder" }));
  expect((await transfer()).status).toBe(401);
  expect(server.story).toEqual(["POST /api/transfer 401", "POST /auth/login 200"]);
});

test("a server that always refuses makes the hook run once", async () => {
  const stepUp = vi.fn(() => ada);
  const { transfer, server } = await longSignedIn(stepUp);
  server.recent = -1;
  expect((await transfer()).status).toBe(401);
  expect(stepUp).toHaveBeenCalledOnce();
});

test("the caller gets the refusal unchanged when there is no hook", async () => {
  const { transfer, server } = await longSignedIn();
  expect((await transfer()).status).toBe(401);
  expect(server.story).toEqual(["POST /api/transfer 401"]);
});

test("an error thrown by the hook rejects the request", async () => {
  const { transfer } = await longSignedIn(() => Promise.reject(new Error("no dialog")));
  await expect(transfer()).rejects.toThrow("no dialog");
});
