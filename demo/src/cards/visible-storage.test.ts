import { expect, test } from "vitest";
import { openScene } from "../../test/tab.js";

const scene = openScene();

test("script sees what is in the storage, and no token in it", async () => {
  localStorage.setItem("theme", "dark");
  const page = await scene.tab();
  await page.signIn();
  expect(page.text("visible-local-storage")).toBe("theme=dark");
  expect(page.text("visible-session-storage")).toBe("nothing");
  expect(document.body.textContent).not.toContain(scene.jar.refresh);
  localStorage.clear();
});
