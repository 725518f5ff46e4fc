import { expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";
import type { ClientOptions, Credentials, StepUp } from "./index.js";

const ada: Credentials = { username: "ada", password: "engine" };

/** Ada's tab, whose sign-in is no longer recent enough for a transfer. */
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

test("where a recent sign-in is wanted the person is asked, and the request then goes through with its body", async () => {
  const stepUp = vi.fn(() => ada);
  const { transfer, server } = await longSignedIn(stepUp);
  const response = await transfer();
  expect(await response.text()).toBe("100 to Bob");
  expect(stepUp).toHaveBeenCalledExactlyOnceWith(undefined);
  expect(server.story).toEqual(["POST /api/transfer 401", "POST /auth/login 200", "POST /api/transfer 200"]);
});

test("several requests at once show one dialog", async () => {
  const stepUp = vi.fn(() => Promise.resolve(ada));
  const { transfer } = await longSignedIn(stepUp);
  const responses = await Promise.all([transfer(), transfer(), transfer()]);
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(stepUp).toHaveBeenCalledOnce();
});

test("a mistyped password asks again, and says why", async () => {
  const answers: Credentials[] = [{ ...ada, password: "guess" }, ada];
  const stepUp = vi.fn<StepUp>(() => answers.shift()!);
  const { transfer } = await longSignedIn(stepUp);
  expect((await transfer()).status).toBe(200);
  expect(stepUp.mock.calls[1]?.[0]).toMatchObject({ code: "credentials_rejected" });
});

test("who gives up gets the server's answer, and stays signed in", async () => {
  const { transfer, client } = await longSignedIn(() => false);
  const response = await transfer();
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: "insufficient_user_authentication" });
  expect((await client.session()).authenticated).toBe(true);
});

test("who signs in otherwise, say in a window, says so", async () => {
  const one = await longSignedIn(async () => {
    await one.client.signIn(ada);
    return true;
  });
  expect((await one.transfer()).status).toBe(200);
});

test("what Ada meant to do is not done in the name of Bob, who typed his password instead", async () => {
  const { transfer, server } = await longSignedIn(() => ({ username: "bob", password: "builder" }));
  expect((await transfer()).status).toBe(401);
  expect(server.story).toEqual(["POST /api/transfer 401", "POST /auth/login 200"]);
});

test("a server that is never content asks once, not for ever", async () => {
  const stepUp = vi.fn(() => ada);
  const { transfer, server } = await longSignedIn(stepUp);
  server.recent = -1;
  expect((await transfer()).status).toBe(401);
  expect(stepUp).toHaveBeenCalledOnce();
});

test("without a hook the refusal is handed over as it is", async () => {
  const { transfer, server } = await longSignedIn();
  expect((await transfer()).status).toBe(401);
  expect(server.story).toEqual(["POST /api/transfer 401"]);
});

test("a fault of the hook reaches whoever sent the request", async () => {
  const { transfer } = await longSignedIn(() => Promise.reject(new Error("no dialog")));
  await expect(transfer()).rejects.toThrow("no dialog");
});
