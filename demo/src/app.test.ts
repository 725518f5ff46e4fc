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
