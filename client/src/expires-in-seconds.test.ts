import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser, gate } from "../test/browser.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance", "Date"] }));
afterEach(() => void vi.useRealTimers());

test("the seconds left are computed from the server's clock, whatever the local clock says", async () => {
  vi.setSystemTime("1999-12-31T23:59:59Z");
  const { client } = await browser().signedIn();
  expect(client.expiresInSeconds()).toBe(300);
  vi.advanceTimersByTime(100_000);
  expect(client.expiresInSeconds()).toBe(200);
});

test("the seconds left do not change when the local clock is set", async () => {
  const { client } = await browser().signedIn();
  vi.setSystemTime("2042-01-01T00:00:00Z");
  expect(client.expiresInSeconds()).toBe(300);
});

test("a slow answer does not lengthen the token's life", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  const refreshing = client.refresh();
  while (server.seen.length === 0) await Promise.resolve();
  vi.advanceTimersByTime(20_000);
  slow.open();
  await refreshing;
  expect(client.expiresInSeconds()).toBe(280);
});

test("the seconds left never fall below zero and start again after a refresh", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  vi.advanceTimersByTime(400_000);
  server.advance(400);
  expect(client.expiresInSeconds()).toBe(0);
  await client.refresh();
  expect(client.expiresInSeconds()).toBe(300);
});

test("the seconds left are undefined when the answer has no Date", async () => {
  const { signedIn, server } = browser();
  const { client, session } = await signedIn();
  server.faults.set("GET /auth/session", Response.json(session));
  await client.session();
  expect(client.expiresInSeconds()).toBeUndefined();
});

test("the seconds left are undefined for a visitor", async () => {
  const client = browser().tab();
  await client.session();
  expect(client.expiresInSeconds()).toBeUndefined();
});
