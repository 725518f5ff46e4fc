import { expect, test, vi } from "vitest";
import { openScene, settle, stubBrowser } from "../../test/tab.js";

const scene = openScene();

test("each provider has a button that opens a popup on a wide page", async () => {
  scene.server.providers.push({ id: "google", name: "Google" }, { id: "github", name: "GitHub" });
  const browser = stubBrowser(1024);
  const page = await scene.tab();
  await vi.waitFor(() => expect(page.text("social-github")).toBe("Sign in with GitHub"));
  page.press("social-google");
  await vi.waitFor(() => expect(browser.opened).toHaveLength(1));
  expect(browser.opened[0]).toMatch(/\/auth\/social\/google\/start\?returnTo=%2Fauth%2Fsocial%2Fdone%23/);
  expect(browser.visited).toEqual([]);
  scene.server.comeBack(scene.jar, "ada");
  await browser.say({});
  await vi.waitFor(() => expect(page.shows("signed-in-view")).toBe(true));
});

test("the whole page goes to the provider when it is narrow or popups are blocked", async () => {
  scene.server.providers.push({ id: "google", name: "Google" });
  for (const [width, blocking] of [[699, false], [1024, true]] as const) {
    const browser = stubBrowser(width, blocking);
    const page = await scene.tab({});
    await vi.waitFor(() => expect(page.shows("social-google")).toBe(true));
    page.press("social-google");
    const [start] = await vi.waitFor(() => (expect(browser.visited).toHaveLength(1), browser.visited));
    expect(start).toMatch(/\/auth\/social\/google\/start\?returnTo=%2Fnotes$/);
    expect(page.text("sign-in-error")).toBe("");
  }
});

test.each([
  ["access_denied", /You cancelled at Google/],
  ["account_exists", /Sign in to it as usual, then link Google/],
  ["registration_closed", /takes no new accounts/],
  ["provider_unavailable", /Google does not answer/],
  ["provider_misconfigured", /not set up correctly for Google/],
  ["state_expired", /took too long/],
  ["token_not_for_us", /could not verify/],
  ["moon_phase", /did not work \(moon_phase\)/],
])("a popup that ends in %s is explained in words, and the form stays", async (code, expected) => {
  scene.server.providers.push({ id: "google", name: "Google" });
  const browser = stubBrowser(1024);
  const page = await scene.tab();
  await vi.waitFor(() => expect(page.shows("social-google")).toBe(true));
  page.type("username", "ada");
  page.press("social-google");
  await browser.say({ code });
  await vi.waitFor(() => expect(page.text("sign-in-error")).toMatch(expected));
  expect(page.value("username")).toBe("ada");
});

test.each([
  ["there is no provider", undefined],
  ["they cannot be listed", new Response(null, { status: 503 })],
])("the page shows no provider when %s", async (_, fault) => {
  if (fault) scene.server.faults.set("GET /auth/social", fault);
  const page = await scene.tab();
  await vi.waitFor(() => expect(scene.server.story).toContain(`GET /auth/social ${fault ? 503 : 200}`));
  expect(page.find("sign-in-form").querySelectorAll("[data-testid^=social-]")).toHaveLength(0);
  await page.signIn();
  await vi.waitFor(() => expect(scene.server.story).toContain("GET /auth/identities 200"));
  await settle();
  expect(page.shows("identities")).toBe(false);
  expect(page.text("notice")).toBe("");
});
