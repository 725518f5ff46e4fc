import { expect, test, vi } from "vitest";
import { openScene } from "../../test/tab.js";
import type { Transport } from "@sallyport/client";

const scene = openScene();

async function attacked(transport: Transport) {
  const page = await scene.tab();
  await page.signInWith(transport);
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(1));
  const { fetch } = globalThis;
  const { set } = Headers.prototype;
  page.press("attack");
  await vi.waitFor(() => expect(page.shows("loot-verdict")).toBe(true), { timeout: 4_000 });
  expect(globalThis.fetch).toBe(fetch);
  expect(Headers.prototype.set).toBe(set);
  const rows = [...page.find("loot").querySelectorAll<HTMLElement>("tbody tr")];
  return { page, taken: rows.map(({ dataset }) => dataset["taken"] === "true"), text: page.text("loot") };
}

test("the script takes nothing from an HttpOnly cookie but acts in the person's name", async () => {
  const { taken, text } = await attacked("cookie");
  expect(taken).toEqual([false, false, false, true, false]);
  expect(text).toMatch(/It took nothing home/);
  expect(text).toMatch(/refused \(401\): no use elsewhere/);
});

test("the script takes the access token from page memory by interception and by a refresh", async () => {
  const { taken, text } = await attacked("memory");
  expect(taken).toEqual([false, true, true, true, true]);
  expect(text).toMatch(/access-\d/);
  expect(text).not.toMatch(/refresh-\d/);
});

test("the script takes both tokens from localStorage, and nobody notices", async () => {
  const { page, taken, text } = await attacked("header");
  expect(taken).toEqual([true, true, true, true, true]);
  expect(text).toMatch(/It carried off everything/);
  const [kept] = Object.values({ ...localStorage });
  expect(kept).toContain([...scene.server.sessions.values()][0]!.refresh);
  page.press("renew");
  await vi.waitFor(() => expect(scene.server.verdicts).toEqual(["rotate", "rotate"]));
  expect(page.shows("signed-in-view")).toBe(true);
});

test("a request that the server refuses is shown as refused", async () => {
  const page = await scene.tab();
  await page.signInWith("cookie");
  scene.server.faults.set("POST /api/profile", new Response("{}", { status: 403 }));
  scene.server.faults.set("POST /auth/refresh", new Response("{}", { status: 503 }));
  page.press("attack");
  await vi.waitFor(() => expect(page.text("loot")).toMatch(/refused \(503\).*refused \(403\)/), { timeout: 4_000 });
});
