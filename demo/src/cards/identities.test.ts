import { expect, test, vi } from "vitest";
import { openScene, stubBrowser } from "../../test/tab.js";

const scene = openScene();

test("a person sees what is linked, links another and takes one away", async () => {
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
  expect(document.activeElement).toBe(page.find("link-google"));
});

test.each([
  ["last_way_in", 409, /only way into your account/],
  ["insufficient_user_authentication", 401, /Please sign in again first/],
])("an unlink refused with %s is put into words, and the link stays", async (code, status, expected) => {
  scene.server.addLink("ada", "1", "google");
  scene.server.providers.push({ id: "google", name: "Google" });
  scene.server.faults.set("DELETE /auth/identities/1", new Response(JSON.stringify({ code }), { status }));
  const page = await scene.tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.shows("unlink")).toBe(true));
  page.press("unlink");
  await vi.waitFor(() => expect(page.text("identities-status")).toMatch(expected));
  expect(page.shows("unlink")).toBe(true);
  expect(page.shows("signed-in-view")).toBe(true);
});

test.each([
  ["insufficient_user_authentication", 401, /Please sign in again first/],
  ["provider_unavailable", 503, /Google does not answer/],
])("a link refused with %s is put into words", async (code, status, expected) => {
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
