import { expect, test, vi } from "vitest";
import { openScene, settle, stubBrowser, type Tab } from "../../test/tab.js";
import type { Transport } from "@sallyport/client";
import { allTransports } from "../transports.js";

const scene = openScene();

/** Ada's page with Google linked, eleven minutes after she signed in. */
async function longSignedIn(transport: Transport = "cookie"): Promise<Tab> {
  scene.server.providers.push({ id: "google", name: "Google" });
  scene.server.addLink("ada", "1", "google");
  const page = await scene.tab();
  await page.signInWith(transport);
  await vi.waitFor(() => expect(page.shows("unlink")).toBe(true));
  scene.server.advance(660);
  return page;
}

async function asked(page: Tab, act = "unlink"): Promise<void> {
  page.find(act).focus();
  page.press(act);
  await vi.waitFor(() => expect(page.shows("step-up")).toBe(true));
}

function enter(page: Tab, password: string): void {
  page.type("step-up-password", password);
  page.find("step-up").querySelector("form")!.requestSubmit();
}

test.each(allTransports)("a person who signs in again with the token in %s finds the change made and the page unchanged", async (transport) => {
  const page = await longSignedIn(transport);
  const view = page.find("signed-in-view");
  page.type("profile-bio", "half-written");
  await asked(page);
  expect(page.text("step-up-who")).toBe("You are signed in as ada.");
  enter(page, "engine");
  await vi.waitFor(() => expect(page.text("identities-status")).toBe("Google is no longer linked."));
  expect(page.shows("step-up")).toBe(false);
  expect(page.find("signed-in-view")).toBe(view);
  expect(page.value("profile-bio")).toBe("half-written");
  const session = [...scene.server.sessions.values()].at(-1);
  expect(session?.transport).toBe(transport);
  const current = () => page.find("sessions").querySelector<HTMLElement>("[data-current=true]")?.dataset["sessionId"];
  await vi.waitFor(() => expect(current()).toBe(session?.id));
});

test("a wrong password is reported at the field, which keeps the focus", async () => {
  const page = await longSignedIn();
  await asked(page);
  enter(page, "guess");
  await vi.waitFor(() => expect(page.text("step-up-error")).toMatch(/does not match/));
  const field = page.find("step-up-password");
  expect(field.getAttribute("aria-describedby")).toBe(page.find("step-up-error").id);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await vi.waitFor(() => expect(document.activeElement).toBe(field));
  enter(page, "engine");
  await vi.waitFor(() => expect(page.shows("step-up")).toBe(false));
  // The dialog closes first; the request that it held up is sent again after that.
  await vi.waitFor(() => expect(scene.server.identities).toEqual([]));
});

test("an outage is reported without marking the field, and the dialog stays open", async () => {
  const page = await longSignedIn();
  await asked(page);
  scene.server.faults.set("POST /auth/login", "offline");
  enter(page, "engine");
  await vi.waitFor(() => expect(page.text("step-up-error")).toMatch(/cannot be reached/));
  expect(page.find("step-up-password").getAttribute("aria-invalid")).toBe("false");
  expect(page.value("step-up-password")).toBe("engine");
});

test("a person who cancels is told that nothing was changed and stays signed in", async () => {
  const page = await longSignedIn();
  await asked(page);
  page.press("step-up-cancel");
  await vi.waitFor(() => expect(page.text("identities-status")).toMatch(/Nothing was changed/));
  expect(page.shows("step-up")).toBe(false);
  expect(scene.server.identities).toHaveLength(1);
  expect(page.shows("signed-in-view")).toBe(true);
});

test("a cancel while the password is being checked takes effect", async () => {
  const page = await longSignedIn();
  await asked(page);
  let answer = () => {};
  scene.server.delays.set("POST /auth/login", new Promise<void>((resolve) => (answer = resolve)));
  enter(page, "engine");
  page.press("step-up-cancel");
  await vi.waitFor(() => expect(page.text("identities-status")).toMatch(/Nothing was changed/));
  answer();
  await settle();
  expect(scene.server.identities).toHaveLength(1);
});

test("a person without a password signs in again at the linked provider", async () => {
  const browser = stubBrowser(1024);
  const page = await longSignedIn();
  await asked(page);
  await vi.waitFor(() => expect(page.text("step-up-ways")).toBe("or, without a passwordSign in with Google"));
  page.press("social-google");
  await vi.waitFor(() => expect(browser.opened).toHaveLength(1));
  scene.server.comeBack(scene.jar, "ada");
  await browser.say({});
  await vi.waitFor(() => expect(scene.server.identities).toEqual([]));
  expect(page.shows("step-up")).toBe(false);
});

test("a narrow page goes to the provider as a whole and says before what to do afterwards", async () => {
  const browser = stubBrowser(360);
  const page = await longSignedIn();
  await asked(page);
  await vi.waitFor(() => expect(page.text("step-up-ways")).toMatch(/press the same button/));
  page.press("social-google");
  await vi.waitFor(() => expect(browser.visited).toHaveLength(1));
});

test("a popup that was closed without a sign-in is reported in the dialog", async () => {
  const browser = stubBrowser(1024);
  const page = await longSignedIn();
  await asked(page);
  await vi.waitFor(() => expect(page.shows("social-google")).toBe(true));
  page.press("social-google");
  await browser.say({ code: "access_denied" });
  await vi.waitFor(() => expect(page.text("step-up-error")).toMatch(/You cancelled at Google/));
  expect(scene.server.identities).toHaveLength(1);
});

test.each(["memory", "header"] as const)("no provider is offered with the token in %s, because it would set a cookie", async (transport) => {
  const page = await longSignedIn(transport);
  await asked(page);
  await vi.waitFor(() => expect(page.text("step-up-ways")).toMatch(/sign out, and sign in again/));
});

test("a refresh while the dialog is open does not close it", async () => {
  const page = await longSignedIn();
  await asked(page);
  const renewals = () => Number(page.find("refresh-log").dataset["count"]);
  const before = renewals();
  page.press("renew");
  await vi.waitFor(() => expect(renewals()).toBe(before + 1));
  await settle();
  expect(page.shows("step-up")).toBe(true);
});

test("a sign-in in another tab closes the dialog, too", async () => {
  const page = await longSignedIn();
  await asked(page);
  scene.server.comeBack(scene.jar, "ada");
  new BroadcastChannel(`sallyport ${location.origin}/auth`).postMessage("changed");
  await vi.waitFor(() => expect(scene.server.identities).toEqual([]));
  expect(page.shows("step-up")).toBe(false);
});

test("a sign-in of somebody else in another tab shows their page, and Ada's link stays", async () => {
  const page = await longSignedIn();
  await asked(page);
  scene.server.comeBack(scene.jar, "bob");
  new BroadcastChannel(`sallyport ${location.origin}/auth`).postMessage("changed");
  await vi.waitFor(() => expect(page.find("signed-in-view").querySelector("h1")?.textContent).toBe("You are in, bob."));
  expect(page.shows("step-up")).toBe(false);
  await settle();
  expect(scene.server.identities).toHaveLength(1);
});

test("a session that ends while the dialog is open closes it, and the heading has the focus", async () => {
  const page = await longSignedIn();
  await asked(page);
  scene.server.sessions.clear();
  page.press("reload-sessions");
  await page.awaitSignedOut();
  expect(page.shows("step-up")).toBe(false);
  await vi.waitFor(() => expect(document.activeElement?.localName).toBe("h1"));
});
