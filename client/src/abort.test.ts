import { expect, test, vi } from "vitest";
import { browser, gate, saveName } from "../test/browser.js";

async function ended() {
  const one = browser();
  const { client } = await one.signedIn();
  one.server.advance(301);
  return { ...one, client };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test("a request whose signal is already aborted sends nothing", async () => {
  const { signedIn, tab, server } = browser();
  await signedIn();
  const sent = tab().fetch("/api/echo", { method: "POST", signal: AbortSignal.abort() });
  await expect(sent).rejects.toMatchObject({ name: "AbortError" });
  expect(server.seen).toEqual([]);
});

test("a request aborted during a refresh rejects at once, and the refresh goes on for the others", async () => {
  const { client, server } = await ended();
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  const stop = new AbortController();
  const sent = client.fetch("/api/profile", { signal: stop.signal });
  const other = saveName(client, "Countess");
  await vi.waitFor(() => expect(server.story).toContain("POST /auth/refresh 200"));
  stop.abort();
  await expect(sent).rejects.toMatchObject({ name: "AbortError" });
  slow.open();
  expect((await other).status).toBe(200);
  await settled();
  // The aborted request is not sent again later.
  expect(server.story.filter((line) => line.startsWith("GET /api/profile"))).toEqual(["GET /api/profile 401"]);
});

test("a request aborted during a refresh is not repeated by a send function that ignores the signal", async () => {
  const { client, server, fetch } = await ended();
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  const stop = new AbortController();
  const send = vi.fn((input: RequestInfo | URL) => fetch((input as Request).url));
  const sent = client.through(send, "/api/profile", { signal: stop.signal });
  await vi.waitFor(() => expect(server.story).toContain("POST /auth/refresh 200"));
  stop.abort();
  await expect(sent).rejects.toMatchObject({ name: "AbortError" });
  slow.open();
  await client.refresh();
  await settled();
  expect(send).toHaveBeenCalledOnce();
});

test("an aborted request rejects with the abort and its reason, although the refresh it waited for failed", async () => {
  const { client, server } = await ended();
  server.faults.set("POST /auth/refresh", "offline");
  const stop = new AbortController();
  const sent = client.fetch("/api/profile", { signal: stop.signal });
  await vi.waitFor(() => expect(server.seen.length).toBeGreaterThan(1));
  stop.abort(new Error("changed my mind"));
  await expect(sent).rejects.toThrow("changed my mind");
});

test("a request aborted during a step-up rejects at once, although the dialog stays open", async () => {
  const { tab, server } = browser();
  const stepUp = vi.fn(() => new Promise<false>(() => {}));
  const client = tab({ stepUp });
  await client.signIn({ username: "ada", password: "engine" });
  server.now += 700_000;
  await client.refresh();
  const stop = new AbortController();
  const sent = client.fetch("/api/transfer", { method: "POST", body: "100", signal: stop.signal });
  await vi.waitFor(() => expect(stepUp).toHaveBeenCalled());
  stop.abort();
  await expect(sent).rejects.toMatchObject({ name: "AbortError" });
});

test("an abort after the answer changes nothing", async () => {
  const { client } = await ended();
  const stop = new AbortController();
  const response = await client.fetch("/api/profile", { signal: stop.signal });
  stop.abort();
  expect(response.status).toBe(200);
});
