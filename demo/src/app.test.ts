import type { Client } from "@sallyport/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeServer, type Jar } from "../../client/test/fake-server.js";
import { startApp } from "./app.js";

const open: Client[] = [];
let server: FakeServer;
let jar: Jar;

beforeEach(() => {
  server = new FakeServer();
  jar = {};
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
  for (const client of open.splice(0)) client.close();
});

test("a visitor signs in, edits the profile, and signs out", async () => {
  const page = await tab();
  expect(page.shows("signed-out-view")).toBe(true);
  await page.signIn();
  await vi.waitFor(() => expect(page.value("profile-display-name")).toBe("Ada"));
  page.type("profile-display-name", "Countess of Lovelace");
  page.press("profile-save");
  await vi.waitFor(() => expect(page.text("profile-status")).toMatch(/^Saved/));
  expect(server.accounts[0]?.displayName).toBe("Countess of Lovelace");
  page.press("sign-out");
  await vi.waitFor(() => expect(page.shows("signed-out-view")).toBe(true));
  expect(page.text("notice")).toBe("You are signed out.");
});

test("a wrong password is announced, and the name typed stays", async () => {
  const page = await tab();
  page.type("username", "ada");
  page.type("password", "guess");
  page.submit("sign-in-form");
  await vi.waitFor(() => expect(page.text("sign-in-error")).toMatch(/do not match/));
  expect(page.find("sign-in-error").getAttribute("role")).toBe("alert");
  expect(page.value("username")).toBe("ada");
});

test("when the server is out of reach the words typed stay, and so does the sign-in", async () => {
  const page = await tab();
  await page.signIn();
  page.type("profile-bio", "half-written");
  server.faults.set("POST /api/profile", "offline");
  page.press("profile-save");
  await vi.waitFor(() => expect(page.text("profile-status")).toMatch(/kept here/));
  expect(page.value("profile-bio")).toBe("half-written");
  expect(page.text("notice")).toMatch(/cannot be reached/);
  expect(page.shows("signed-in-view")).toBe(true);
});

test("a session ended elsewhere leads calmly back, and the same person finds their words again", async () => {
  const page = await tab();
  await page.signIn();
  page.type("profile-bio", "half-written");
  server.sessions.clear();
  page.press("reload-sessions");
  await vi.waitFor(() => expect(page.shows("signed-out-view")).toBe(true));
  expect(page.text("notice")).toMatch(/Your session has ended/);
  await page.signIn("bob", "builder");
  expect(page.value("profile-bio")).toBe("");
  expect(page.text("profile-status")).toBe("");
  page.press("sign-out");
  await vi.waitFor(() => expect(page.shows("signed-out-view")).toBe(true));
  await page.signIn();
  expect(page.value("profile-bio")).toBe("half-written");
});

test("what one tab does the other shows", async () => {
  const [here, there] = [await tab(), await tab()];
  await here.signIn();
  await vi.waitFor(() => expect(there.shows("signed-in-view")).toBe(true));
  here.press("sign-out-everywhere");
  await vi.waitFor(() => expect(there.shows("signed-out-view")).toBe(true));
  expect(there.text("notice")).toMatch(/Your session has ended/);
});

test("each silent refresh is a line in the log, and in the list of requests with both doors", async () => {
  const page = await tab();
  server.lifetime = 1;
  await page.signIn();
  await vi.waitFor(() => expect(page.find("refresh-log").dataset["count"]).toBe("1"), { timeout: 3_000 });
  expect(page.find("refresh-log").childElementCount).toBe(1);
  expect(page.text("requests")).toMatch(/POST \/auth\/refresh 200 .*Cookie CSRF token/);
});

test("script finds what is there, and no token in it", async () => {
  localStorage.setItem("theme", "dark");
  const page = await tab();
  await page.signIn();
  expect(page.text("visible-local-storage")).toBe("theme=dark");
  expect(page.text("visible-session-storage")).toBe("nothing");
  expect(document.body.textContent).not.toContain(jar.refresh);
  localStorage.clear();
});

test("one of several sessions is ended from the list", async () => {
  const elsewhere = await tab({});
  await elsewhere.signIn();
  const page = await tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(2));
  const other = page.find("sessions").querySelector<HTMLElement>("[data-current=false] button");
  other?.click();
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(1));
  expect(server.sessions.size).toBe(1);
});

test("the others are signed out in one step, and the button for it goes with them", async () => {
  for (let i = 0; i < 2; i++) await (await tab({})).signIn();
  const page = await tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(3));
  expect(page.find("sessions").textContent).toMatch(/Firefox 153 on Linux/);
  expect(page.find("end-other-sessions").hidden).toBe(false);
  page.press("end-other-sessions");
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(1));
  expect(page.find("end-other-sessions").hidden).toBe(true);
  expect(document.activeElement).toBe(page.find("reload-sessions"));
  expect(page.shows("signed-in-view")).toBe(true);
  expect(server.sessions.size).toBe(1);
});

test("when the others cannot be signed out, the page says so and they stay listed", async () => {
  await (await tab({})).signIn();
  const page = await tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.find("end-other-sessions").hidden).toBe(false));
  server.faults.set("DELETE /auth/sessions", new Response(null, { status: 503 }));
  page.press("end-other-sessions");
  await vi.waitFor(() => expect(page.find("sessions-status").textContent).toMatch(/could not be ended/));
  expect(page.find("sessions").childElementCount).toBe(2);
});

test("each provider has a button, and on a wide page signing in opens a window", async () => {
  server.providers.push({ id: "google", name: "Google" }, { id: "github", name: "GitHub" });
  const browser = stubBrowser(1024);
  const page = await tab();
  await vi.waitFor(() => expect(page.text("social-github")).toBe("Sign in with GitHub"));
  page.press("social-google");
  expect(browser.opened[0]).toMatch(/\/auth\/social\/google\/start\?returnTo=%2Fauth%2Fsocial%2Fdone%23/);
  expect(browser.visited).toEqual([]);
  server.comeBack(jar, "ada");
  browser.say({});
  await vi.waitFor(() => expect(page.shows("signed-in-view")).toBe(true));
});

test("on a narrow page, or where windows are blocked, the whole page goes", async () => {
  server.providers.push({ id: "google", name: "Google" });
  for (const [width, blocking] of [[699, false], [1024, true]] as const) {
    const browser = stubBrowser(width, blocking);
    const page = await tab({});
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
  ["state_expired", /took too long/],
  ["token_not_for_us", /did not hold/],
  ["moon_phase", /did not work \(unexpected_answer\)/],
])("a window that ends in %s is put into words, and the form is still there", async (code, expected) => {
  server.providers.push({ id: "google", name: "Google" });
  const browser = stubBrowser(1024);
  const page = await tab();
  await vi.waitFor(() => expect(page.shows("social-google")).toBe(true));
  page.type("username", "ada");
  page.press("social-google");
  browser.say({ code });
  await vi.waitFor(() => expect(page.text("sign-in-error")).toMatch(expected));
  expect(page.value("username")).toBe("ada");
});

test.each([
  ["there is no provider", undefined],
  ["they cannot be listed", new Response(null, { status: 503 })],
])("when %s, the page says nothing of it, in or out", async (_, fault) => {
  if (fault) server.faults.set("GET /auth/social", fault);
  const page = await tab();
  await vi.waitFor(() => expect(server.story).toContain(`GET /auth/social ${fault ? 503 : 200}`));
  expect(page.find("sign-in-form").querySelectorAll("[data-testid^=social-]")).toHaveLength(0);
  await page.signIn();
  await vi.waitFor(() => expect(server.story).toContain("GET /auth/identities 200"));
  await settle();
  expect(page.shows("identities")).toBe(false);
  expect(page.text("notice")).toBe("");
});

test("a person sees what is linked, links another and takes one away", async () => {
  server.providers.push({ id: "google", name: "Google" }, { id: "github", name: "GitHub" });
  server.addLink("ada", "1", "google", "Ada L.");
  const browser = stubBrowser(1024);
  const page = await tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.text("identities")).toMatch(/Google.*Ada L\..*Linked 6 May 2031/));
  expect(page.shows("link-google")).toBe(false);
  page.press("link-github");
  await vi.waitFor(() => expect(browser.visited).toEqual([server.location]));
  page.press("unlink");
  await vi.waitFor(() => expect(page.text("identities-status")).toBe("Google is no longer linked."));
  expect(server.identities).toEqual([]);
  expect(document.activeElement).toBe(page.find("link-google"));
});

test.each([
  ["last_way_in", 409, /only way into your account/],
  ["insufficient_user_authentication", 401, /Please sign in again first/],
])("an unlink refused with %s is put into words, and the link stays", async (code, status, expected) => {
  server.addLink("ada", "1", "google");
  server.providers.push({ id: "google", name: "Google" });
  server.faults.set("DELETE /auth/identities/1", new Response(JSON.stringify({ code }), { status }));
  const page = await tab();
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
  server.providers.push({ id: "google", name: "Google" });
  server.faults.set("POST /auth/social/google/link", new Response(JSON.stringify({ code }), { status }));
  const page = await tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.shows("link-google")).toBe(true));
  expect(page.text("identities")).toMatch(/None is linked yet/);
  page.press("link-google");
  await vi.waitFor(() => expect(page.text("identities-status")).toMatch(expected));
  expect(page.text("notice")).toBe("");
});

/** The window a page opens, and the pages it leaves for. */
function stubBrowser(width: number, blocking = false) {
  const opened: string[] = [];
  const visited: string[] = [];
  const { href, origin } = location;
  const assign = (address: URL) => visited.push(String(address));
  vi.stubGlobal("innerWidth", width);
  vi.stubGlobal("location", { href, origin, pathname: "/notes", search: "", hash: "", assign });
  vi.stubGlobal("open", (address: URL) => {
    opened.push(String(address));
    return blocking ? null : { closed: false };
  });
  const say = (words: object) => {
    const social = new URL(opened.at(-1)!).searchParams.get("returnTo")!.split("#")[1];
    const channel = new BroadcastChannel(`sallyport ${origin}/auth`);
    channel.postMessage({ social, ...words });
    setTimeout(() => channel.close(), 20);
  };
  return { opened, visited, say };
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** One tab of the page; by default all tabs share the cookies of one browser. */
async function tab(cookies = jar) {
  const root = document.body.appendChild(document.createElement("div"));
  open.push(await startApp(root, (input, init) => server.handle(new Request(input, init), cookies)));
  const find = (id: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    if (!found) throw new Error(`There is no ${id} on view.`);
    return found;
  };
  const page = {
    find,
    shows: (id: string) => root.querySelector(`[data-testid="${id}"]`) !== null,
    text: (id: string) => find(id).textContent ?? "",
    value: (id: string) => (find(id) as HTMLInputElement).value,
    type: (id: string, words: string) => {
      (find(id) as HTMLInputElement).value = words;
      find(id).dispatchEvent(new Event("input", { bubbles: true }));
    },
    press: (id: string) => find(id).click(),
    submit: (id: string) => find(id).dispatchEvent(new Event("submit", { cancelable: true })),
    signIn: async (username = "ada", password = "engine") => {
      page.type("username", username);
      page.type("password", password);
      page.submit("sign-in-form");
      await vi.waitFor(() => expect(page.shows("signed-in-view")).toBe(true));
    },
  };
  return page;
}
