import { expect, test, vi } from "vitest";
import { openScene, stubBrowser } from "../../test/tab.js";

const scene = openScene();

test("a person lists the linked accounts, links another one and unlinks one", async () => {
  scene.server.providers.push({ id: "google", name: "Google" }, { id: "github", name: "GitHub" });
  scene.server.addLink("ada", "1", "google", "Ada L.");
  const browser = stubBrowser(1024);
  const page = await scene.tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.text("identities")).toMatch(/Google.*Ada L\..*Linked 6 May 2031/));
  expect(page.shows("link-google")).toBe(false);
  page.press("link-github");
  await vi.waitFor(() => expect(browser.visited).toEqual([scene.server.location]));
  page.press("unlink");
  await vi.waitFor(() => expect(page.text("identities-status")).toBe("Google is no longer linked."));
  expect(scene.server.identities).toEqual([]);
  await vi.waitFor(() => expect(document.activeElement).toBe(page.find("link-google")));
});

test("an unlink of the last way to sign in is refused in words, and the link stays", async () => {
  const problem = new Response(JSON.stringify({ code: "last_way_in" }), { status: 409 });
  scene.server.addLink("ada", "1", "google");
  scene.server.providers.push({ id: "google", name: "Google" });
  scene.server.faults.set("DELETE /auth/identities/1", problem);
  const page = await scene.tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.shows("unlink")).toBe(true));
  page.press("unlink");
  await vi.waitFor(() => expect(page.text("identities-status")).toMatch(/only way into your account/));
  expect(page.shows("unlink")).toBe(true);
  expect(page.shows("signed-in-view")).toBe(true);
});

test.each([
  ["provider_unavailable", 503, /Google does not answer/],
  ["provider_misconfigured", 500, /not set up correctly for Google/],
])("a provider that cannot be reached (%s) is explained in words", async (code, status, expected) => {
  scene.server.providers.push({ id: "google", name: "Google" });
  scene.server.faults.set("POST /auth/social/google/link", new Response(JSON.stringify({ code }), { status }));
  const page = await scene.tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.shows("link-google")).toBe(true));
  expect(page.text("identities")).toMatch(/None is linked yet/);
  page.press("link-google");
  await vi.waitFor(() => expect(page.text("identities-status")).toMatch(expected));
  expect(page.text("notice")).toBe("");
});
