import { expect, test, vi } from "vitest";
import { openScene } from "../../test/tab.js";

const scene = openScene();

test("a wrong password is announced, and the username stays", async () => {
  const page = await scene.tab();
  page.type("username", "ada");
  page.type("password", "guess");
  page.submit("sign-in-form");
  await vi.waitFor(() => expect(page.text("sign-in-error")).toMatch(/do not match/));
  expect(page.find("sign-in-error").getAttribute("role")).toBe("alert");
  expect(page.value("username")).toBe("ada");
});
