import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openScene, type Tab } from "../../test/tab.js";
import type { Transport } from "@sallyport/client";

const scene = openScene();
let clockOffset = 0;

// The page's clock decides what the page shows as being in its grace period. The server has a clock of its own.
beforeEach(() => {
  clockOffset = 0;
  const { now } = performance;
  vi.spyOn(performance, "now").mockImplementation(() => now.call(performance) + clockOffset);
});
afterEach(() => void vi.restoreAllMocks());

function wait(seconds: number): void {
  clockOffset += seconds * 1000;
  scene.server.advance(seconds);
}

async function renewed(transport: Transport, times: number): Promise<Tab> {
  const page = await scene.tab();
  await page.signInWith(transport);
  for (let time = 1; time <= times; time++) {
    wait(1);
    page.press("renew");
    await vi.waitFor(() => expect(page.text("family")).toMatch(`Generation ${time + 1} is current`));
  }
  return page;
}

test("each refresh adds a generation, and the one before has its grace period", async () => {
  const page = await renewed("cookie", 2);
  expect(page.text("family")).toBe("Generation 3 is current, generation 2 is in its grace period, 1 is spent.");
  wait(31);
  await vi.waitFor(() => expect(page.text("family")).toBe("Generation 3 is current, 2 are spent."), { timeout: 2_000 });
});

test.each(["cookie", "memory"] as const)("script has no old refresh token to replay with the token in %s", async (transport) => {
  const page = await renewed(transport, 1);
  expect(page.shows("replay-previous")).toBe(false);
  expect(page.find("chapter-renewal").textContent).toMatch(/no old one to replay/);
});

test("the previous refresh token gets the same successor again within its grace period", async () => {
  const page = await renewed("header", 1);
  page.press("replay-previous");
  await vi.waitFor(() => expect(page.text("rotation-status")).toMatch(/the very same successor/));
  expect(scene.server.verdicts).toEqual(["rotate", "repeat"]);
  expect(page.find("refresh-log").dataset["count"]).toBe("1");
});

test("the previous refresh token ends the whole family after its grace period, and the page says so", async () => {
  const page = await renewed("header", 1);
  wait(31);
  page.press("replay-previous");
  await page.awaitSignedOut();
  expect(scene.server.verdicts).toEqual(["rotate", "refresh_reused"]);
  await vi.waitFor(() => expect(page.text("notice")).toMatch(/An old refresh token was used again/));
});

test("the oldest refresh token ends the family at any time", async () => {
  const page = await renewed("header", 2);
  page.press("replay-oldest");
  await page.awaitSignedOut();
  expect(scene.server.verdicts.at(-1)).toBe("refresh_reused");
});

test("the page says so when there is no older refresh token to replay", async () => {
  const page = await renewed("header", 0);
  page.press("replay-previous");
  await vi.waitFor(() => expect(page.text("rotation-status")).toMatch(/no older one yet/));
});
