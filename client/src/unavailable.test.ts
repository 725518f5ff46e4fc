import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import { headerTransport } from "./header.js";
import type { Client, SallyportError } from "./index.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function firstFailure(client: Client): Promise<SallyportError> {
  const failed = new Promise<SallyportError>((resolve) => client.onUnavailable(resolve));
  void client.ready;
  return failed;
}

test("before the first attempt has failed, nothing is unavailable", () => {
  expect(browser().tab().unavailable).toBeUndefined();
});

test("a server that is not there is a network_error, and asked again", async () => {
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", "offline");
  server.faults.set("HEAD /", "offline");
  const client = tab();
  expect(await firstFailure(client)).toMatchObject({ code: "network_error" });
  expect(client.unavailable?.code).toBe("network_error");
  server.faults.clear();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await client.ready).toMatchObject({ authenticated: false });
  expect(client.unavailable).toBeUndefined();
});

test("a server that does not list the page's origin says so, and is asked again", async () => {
  const { tab, server } = browser();
  server.listsPage = false;
  const client = tab();
  expect(await firstFailure(client)).toMatchObject({ code: "origin_not_allowed", status: 0 });
  server.listsPage = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await client.ready).toMatchObject({ authenticated: false });
  expect(client.unavailable).toBeUndefined();
});

test.each([
  ["cookies", {}],
  ["header", { transport: headerTransport() }],
])("what tells the two apart carries neither cookies nor tokens (%s)", async (_, options) => {
  const { tab, server } = browser();
  const client = tab(options);
  await client.signIn({ username: "ada", password: "engine" });
  server.listsPage = false;
  server.seen.length = 0;
  await firstFailure(tab(options));
  const probe = server.seen.find(({ call }) => call === "HEAD /")!.request;
  expect(probe).toMatchObject({ url: `${origin}/`, mode: "no-cors", credentials: "omit" });
  expect([...probe.headers.keys()]).toEqual([]);
});

test("on the server's own origin there is nothing to tell apart", async () => {
  vi.stubGlobal("location", { href: `${origin}/page`, origin });
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", "offline");
  expect(await firstFailure(tab())).toMatchObject({ code: "network_error" });
  expect(server.story).toEqual(["GET /auth/session 0"]);
});

test("a refusal of the server's keeps its code", async () => {
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", Response.json({ code: "store_unavailable" }, { status: 503 }));
  expect(await firstFailure(tab())).toMatchObject({ code: "store_unavailable", status: 503 });
});

test("whoever signs in while the client still tries is signed in, whatever the attempts say", async () => {
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", Response.json({ code: "store_unavailable" }, { status: 503 }));
  const client = tab({ transport: headerTransport() });
  await firstFailure(client);
  server.faults.clear();
  await client.signIn({ username: "ada", password: "engine" });
  expect(client.unavailable).toBeUndefined();
  server.faults.set("GET /auth/session", "offline");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.unavailable).toBeUndefined();
  expect(client.current).toMatchObject({ authenticated: true });
});
