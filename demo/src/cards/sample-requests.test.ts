import { expect, test, vi } from "vitest";
import { openScene } from "../../test/tab.js";
import type { Transport } from "@sallyport/client";

const scene = openScene();

test.each<[Transport, string, number, string, string]>([
  ["cookie", "send-good", 200, "open", "open"],
  ["cookie", "send-no-token", 403, "open", "closed"],
  ["cookie", "send-wrong-token", 403, "open", "closed"],
  ["memory", "send-good", 200, "open", "unneeded"],
  ["memory", "send-wrong-header", 401, "closed", "unneeded"],
  ["header", "send-good", 200, "open", "unneeded"],
  ["header", "send-wrong-header", 401, "closed", "unneeded"],
])("a session in %s gets for %s the answer %i and shows both doors", async (transport, attempt, status, first, second) => {
  const page = await scene.tab();
  await page.signInWith(transport);
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(1));
  page.press(attempt);
  const latest = await vi.waitFor(() => {
    const item = page.find("requests").firstElementChild as HTMLElement;
    expect(item.textContent).toMatch(new RegExp(`POST /api/profile ${status}`));
    return item;
  });
  expect(latest.dataset).toMatchObject({ first, second });
  expect(page.shows("signed-in-view")).toBe(true);
});
