import { expect, test, vi } from "vitest";
import { browser, gate } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import { stubPage } from "../test/page.js";

const page = stubPage();
const popup = true;

test("a sign-in without a popup navigates to the provider, with the page as the return target", async () => {
  const { tab, server } = browser();
  const leaving = tab().social.signIn("google");
  const start = `${origin}/auth/social/google/start?returnTo=%2Fnotes%3Fpage%3D2%23last`;
  await vi.waitFor(() => expect(page.visited).toEqual([start]));
  expect(await settled(leaving)).toBe("never");
  expect(server.seen).toEqual([]);
});

test("a sign-in without a popup uses the given return target and the configured server", async () => {
  const client = browser().tab({ path: "/login" });
  void client.social.signIn("my own/one", { returnTo: "/welcome" });
  const start = `${origin}/login/social/my%20own%2Fone/start?returnTo=%2Fwelcome`;
  await vi.waitFor(() => expect(page.visited).toEqual([start]));
});

test("the popup opens within the click and returns to the page that sends the message", async () => {
  const client = browser().tab({ path: "/login" });
  void client.social.signIn("google", { popup }).catch(() => undefined);
  // There is no `await` in between: the browser would have blocked the window.
  expect(page.windows).toBe(1);
  await vi.waitFor(() => expect(page.opened).toHaveLength(1));
  expect(new URL(page.opened[0]!).searchParams.get("returnTo")).toMatch(/^\/login\/social\/done#[\w-]{16,}$/);
  expect(page.visited).toEqual([]);
  page.popup.closed = true;
});

test("a sign-in in the popup is reported in all tabs", async () => {
  const { tab, server, jar } = browser();
  const [here, there] = [tab(), tab()];
  const received = [diary(here), diary(there)];
  await here.session();
  const signingIn = here.social.signIn("google", { popup });
  server.comeBack(jar, "ada");
  await page.say();
  expect((await signingIn).user.username).toBe("ada");
  await vi.waitFor(() => expect(received).toEqual([["nobody", "ada"], ["ada"]]));
  expect((await here.fetch("/api/echo", { method: "POST", body: "x" })).status).toBe(200);
});

test("a message of another popup is ignored", async () => {
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

test("a message about a sign-in is not believed, and the server is asked", async () => {
  const signingIn = browser().tab().social.signIn("google", { popup });
  await page.say();
  await expect(signingIn).rejects.toMatchObject({ code: "popup_closed" });
});

test("a session request sent before the sign-in is not taken for its result", async () => {
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
])("a popup that was closed on %s rejects with %s", async (code, expected) => {
  const signingIn = browser().tab().social.signIn("google", { popup });
  await page.say({ code });
  await expect(signingIn).rejects.toMatchObject({ name: "SallyportError", code: expected, status: 0 });
});

test("a popup that was closed without a message rejects with popup_closed", async () => {
  const signingIn = browser().tab().social.signIn("google", { popup });
  page.popup.closed = true;
  await expect(signingIn).rejects.toMatchObject({ code: "popup_closed" });
});

test("a popup that closed without a message after a sign-in counts as a sign-in, as on another origin", async () => {
  const { tab, server, jar } = browser();
  const [here, there] = [tab(), tab()];
  const received = diary(there);
  const signingIn = here.social.signIn("google", { popup });
  server.comeBack(jar, "ada");
  page.popup.closed = true;
  expect((await signingIn).user.username).toBe("ada");
  await vi.waitFor(() => expect(received).toEqual(["ada"]));
});

test("a signed-in person who closes the popup has not signed in again", async () => {
  const { client } = await browser().signedIn();
  const signingIn = client.social.signIn("google", { popup });
  page.popup.closed = true;
  await expect(signingIn).rejects.toMatchObject({ code: "popup_closed" });
  const again = client.social.signIn("google", { popup });
  await page.say({ code: "access_denied" });
  await expect(again).rejects.toMatchObject({ code: "access_denied" });
});

test("a signed-in person who signs in again gets the new session", async () => {
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

test("a blocked popup rejects with popup_blocked", async () => {
  page.blocking = true;
  await expect(browser().tab().social.signIn("google", { popup })).rejects.toMatchObject({ code: "popup_blocked" });
});

test("a popup sign-in rejects with network_error when the server is unreachable afterwards", async () => {
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
