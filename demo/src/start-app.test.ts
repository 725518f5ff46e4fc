import { expect, test, vi } from "vitest";
import { openScene } from "../test/tab.js";

const scene = openScene();

test("a visitor signs in, edits the profile, and signs out", async () => {
  const page = await scene.tab();
  expect(page.shows("signed-out-view")).toBe(true);
  await page.signIn();
  await vi.waitFor(() => expect(page.value("profile-display-name")).toBe("Ada"));
  page.type("profile-display-name", "Countess of Lovelace");
  page.press("profile-save");
  await vi.waitFor(() => expect(page.text("profile-status")).toMatch(/^Saved/));
  expect(scene.server.accounts[0]?.displayName).toBe("Countess of Lovelace");
  page.press("sign-out");
  await vi.waitFor(() => expect(page.shows("signed-out-view")).toBe(true));
  expect(page.text("notice")).toBe("You are signed out.");
});

test("the input and the sign-in stay when the server is unreachable", async () => {
  const page = await scene.tab();
  await page.signIn();
  page.type("profile-bio", "half-written");
  scene.server.faults.set("POST /api/profile", "offline");
  page.press("profile-save");
  await vi.waitFor(() => expect(page.text("profile-status")).toMatch(/kept here/));
  expect(page.value("profile-bio")).toBe("half-written");
  expect(page.text("notice")).toMatch(/cannot be reached/);
  expect(page.shows("signed-in-view")).toBe(true);
});

test("a session that was ended elsewhere leads back to the form, and the same person finds their input again", async () => {
  const page = await scene.tab();
  await page.signIn();
  page.type("profile-bio", "half-written");
  scene.server.sessions.clear();
  page.press("reload-sessions");
  await vi.waitFor(() => expect(page.shows("signed-out-view")).toBe(true));
  expect(page.text("notice")).toMatch(/ended from another device or tab/);
  await page.signIn("bob", "builder");
  expect(page.value("profile-bio")).toBe("");
  expect(page.text("profile-status")).toBe("");
  page.press("sign-out");
  await vi.waitFor(() => expect(page.shows("signed-out-view")).toBe(true));
  await page.signIn();
  expect(page.value("profile-bio")).toBe("half-written");
});

test("a sign-in and a sign-out in one tab are shown in the other", async () => {
  const [here, there] = [await scene.tab(), await scene.tab()];
  await here.signIn();
  await vi.waitFor(() => expect(there.shows("signed-in-view")).toBe(true));
  here.press("sign-out-everywhere");
  await vi.waitFor(() => expect(there.shows("signed-out-view")).toBe(true));
  expect(there.text("notice")).toMatch(/You signed out in another tab/);
});
