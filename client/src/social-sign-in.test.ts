import { expect, test, vi } from "vitest";
import { browser, gate } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import { stubPage } from "../test/page.js";

const page = stubPage();
const popup = true;

test("the whole page leaves for the provider and comes back to where it was", async () => {
  const { tab, server } = browser();
  const leaving = tab().social.signIn("google");
  const start = `${origin}/auth/social/google/start?returnTo=%2Fnotes%3Fpage%3D2%23last`;
  await vi.waitFor(() => expect(page.visited).toEqual([start]));
  expect(await settled(leaving)).toBe("never");
  expect(server.seen).toEqual([]);
});

test("or to where it says, from where the server says it is", async () => {
  const client = browser().tab({ path: "/login" });
  void client.social.signIn("my own/one", { returnTo: "/welcome" });
  const start = `${origin}/login/social/my%20own%2Fone/start?returnTo=%2Fwelcome`;
  await vi.waitFor(() => expect(page.visited).toEqual([start]));
});

test("the window opens within the click, and leads back to the page that speaks to this one", async () => {
  const client = browser().tab({ path: "/login" });
  void client.social.signIn("google", { popup }).catch(() => undefined);
  // No `await` in between: the browser would have blocked it.
  expect(page.windows).toBe(1);
  await vi.waitFor(() => expect(page.opened).toHaveLength(1));
  expect(new URL(page.opened[0]!).searchParams.get("returnTo")).toMatch(/^\/login\/social\/done#[\w-]{16,}$/);
  expect(page.visited).toEqual([]);
  page.popup.closed = true;
});

test("a person signs in in the window, and all tabs know", async () => {
  const { tab, server, jar } = browser();
  const [here, there] = [tab(), tab()];
  const heard = [diary(here), diary(there)];
  await here.session();
  const signingIn = here.social.signIn("google", { popup });
  server.comeBack(jar, "ada");
  await page.say();
  expect((await signingIn).user.username).toBe("ada");
  await vi.waitFor(() => expect(heard).toEqual([["nobody", "ada"], ["ada"]]));
  expect((await here.fetch("/api/echo", { method: "POST", body: "x" })).status).toBe(200);
});

test("what is said of another window is not about this one", async () => {
  const { tab, server, jar } = browser();
  const signingIn = tab().social.signIn("google", { popup });
  await page.say({ code: "access_denied" }, "4-8-15-16");
  await page.say({}, "4-8-15-16");
  expect(await settled(signingIn)).toBe("never");
  expect(server.seen).toEqual([]);
  server.comeBack(jar, "ada");
  await page.say();
  await signingIn;
});

test("word of a sign-in is not a sign-in: the server is asked", async () => {
  const signingIn = browser().tab().social.signIn("google", { popup });
  await page.say();
  await expect(signingIn).rejects.toMatchObject({ code: "popup_closed" });
});

test("a question that left before the sign-in was done is not taken for its outcome", async () => {
  const { tab, server, jar } = browser();
  const client = tab();
  const signingIn = client.social.signIn("google", { popup });
  const slow = gate();
  server.delays.set("GET /auth/session", slow.closed);
  const early = client.session();
  await vi.waitFor(() => expect(server.seen).toHaveLength(1));
  server.delays.clear();
  server.comeBack(jar, "ada");
  await page.say();
  await new Promise((resolve) => setTimeout(resolve, 20));
  slow.open();
  expect(await early).toMatchObject({ authenticated: false });
  expect((await signingIn).user.username).toBe("ada");
});

test.each([
  ["access_denied", "access_denied"],
  ["account_exists", "account_exists"],
  ["moon_phase", "moon_phase"],
  ["<b>", "unexpected_answer"],
])("a window that was closed on %s gives %s", async (code, expected) => {
  const signingIn = browser().tab().social.signIn("google", { popup });
  await page.say({ code });
  await expect(signingIn).rejects.toMatchObject({ name: "SallyportError", code: expected, status: 0 });
});

test("a window that was closed on nothing gives popup_closed", async () => {
  const signingIn = browser().tab().social.signIn("google", { popup });
  page.popup.closed = true;
  await expect(signingIn).rejects.toMatchObject({ code: "popup_closed" });
});

test("a window that closed without a word after the sign-in was one all the same, as on another origin", async () => {
  const { tab, server, jar } = browser();
  const [here, there] = [tab(), tab()];
  const heard = diary(there);
  const signingIn = here.social.signIn("google", { popup });
  server.comeBack(jar, "ada");
  page.popup.closed = true;
  expect((await signingIn).user.username).toBe("ada");
  await vi.waitFor(() => expect(heard).toEqual(["ada"]));
});

test("who is signed in already and closes the window has not signed in again", async () => {
  const { client } = await browser().signedIn();
  const signingIn = client.social.signIn("google", { popup });
  page.popup.closed = true;
  await expect(signingIn).rejects.toMatchObject({ code: "popup_closed" });
  const again = client.social.signIn("google", { popup });
  await page.say({ code: "access_denied" });
  await expect(again).rejects.toMatchObject({ code: "access_denied" });
});

test("who is signed in already and signs in again, or as somebody else, is told of the new session", async () => {
  const { signedIn, server, jar } = browser();
  const { client } = await signedIn();
  const again = client.social.signIn("google", { popup });
  await page.say();
  expect((await again).user.username).toBe("ada");
  const other = client.social.signIn("google", { popup });
  server.comeBack(jar, "bob");
  page.popup.closed = true;
  expect((await other).user.username).toBe("bob");
});

test("a blocked window says so", async () => {
  page.blocking = true;
  await expect(browser().tab().social.signIn("google", { popup })).rejects.toMatchObject({ code: "popup_blocked" });
});

test("when the server is out of reach in the end, that is the answer", async () => {
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", "offline");
  const signingIn = tab().social.signIn("google", { popup });
  await page.say();
  await expect(signingIn).rejects.toMatchObject({ code: "network_error" });
});

function diary(client: ReturnType<ReturnType<typeof browser>["tab"]>): string[] {
  const lines: string[] = [];
  client.onChange((answer) => lines.push(answer.authenticated ? answer.user.username : "nobody"));
  return lines;
}

async function settled(promise: Promise<unknown>): Promise<unknown> {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 30, "never"))]);
}
