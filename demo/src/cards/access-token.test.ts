import { expect, test, vi } from "vitest";
import { openScene } from "../../test/tab.js";

const scene = openScene();

test("each silent refresh is a line in the log and in the list of requests with both doors", async () => {
  const page = await scene.tab();
  scene.server.lifetime = 1;
  await page.signIn();
  await vi.waitFor(() => expect(page.find("refresh-log").dataset["count"]).toBe("1"), { timeout: 3_000 });
  expect(page.find("refresh-log").childElementCount).toBe(1);
  expect(page.text("requests")).toMatch(/POST \/auth\/refresh 200 .*Door one open, door two open: Both doors opened.*Cookie .*CSRF token/);
});
