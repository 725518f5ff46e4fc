import { expect, test, vi } from "vitest";
import { openScene, type Tab } from "../test/tab.js";
import { allTransports } from "./transports.js";

const scene = openScene();

function whereIs(page: Tab): Record<string, string | undefined> {
  const rows = [...page.find("where").querySelectorAll<HTMLElement>("tr[data-token]")];
  return Object.fromEntries(
    rows.map((row) => [row.dataset["token"], row.querySelector<HTMLElement>("[data-here]")?.dataset["here"]]),
  );
}

test.each([
  ["cookie", { access: "cookie", refresh: "cookie" }, /Your token is not there\./],
  ["memory", { access: "memory", refresh: "cookie" }, /within reach/],
  ["header", { access: "header", refresh: "header" }, /both of them/],
] as const)("the tokens of a session in %s are where the page says", async (transport, tokens, verdict) => {
  const page = await scene.tab();
  await page.signInWith(transport);
  expect([...scene.server.sessions.values()].map(({ transport }) => transport)).toEqual([transport]);
  expect(whereIs(page)).toEqual(tokens);
  expect(page.text("sight-verdict")).toMatch(verdict);
  expect(localStorage.length).toBe(transport === "header" ? 1 : 0);
});

test.each(allTransports)("a reload of a session in %s finds the same transport again", async (transport) => {
  const before = await scene.tab();
  await before.signInWith(transport);
  const after = await scene.tab();
  await vi.waitFor(() => expect(after.shows("signed-in-view")).toBe(true));
  expect(after.find("signed-in-view").dataset["place"]).toBe(transport);
});

test("another place is reached through a sign-out, and the form has it preselected", async () => {
  const page = await scene.tab();
  await page.signInWith("cookie");
  page.press("move-header");
  await page.awaitSignedOut();
  await vi.waitFor(() => expect(page.text("notice")).toMatch(/your token lives in localStorage\. A session keeps to one place for life/));
  expect(scene.server.sessions.size).toBe(0);
  expect(page.value("username")).toBe("ada");
  expect((page.find("place-header") as HTMLInputElement).checked).toBe(true);
});

test("a sign-in with the cookie works after a session in localStorage", async () => {
  const page = await scene.tab();
  await page.signInWith("header");
  page.press("sign-out");
  await page.awaitSignedOut();
  expect(localStorage.length).toBe(0);
  await page.signInWith("cookie");
  expect(page.find("signed-in-view").dataset["place"]).toBe("cookie");
});

test("a tab follows another tab to another place", async () => {
  const [here, there] = [await scene.tab(), await scene.tab()];
  for (const transport of ["header", "memory", "cookie"] as const) {
    await here.signInWith(transport);
    // A browser sends this event to every other tab.
    if (transport === "header") dispatchEvent(new StorageEvent("storage", { key: localStorage.key(0) }));
    await vi.waitFor(() => expect(there.shows("signed-in-view") && there.find("signed-in-view").dataset["place"]).toBe(transport));
    here.press("sign-out");
    await there.awaitSignedOut();
  }
});

test("a refusal of a place says how to allow it, and the cookie is offered", async () => {
  const page = await scene.tab();
  const problem = { type: "about:blank", status: 400, code: "transport_not_enabled" };
  scene.server.faults.set("POST /auth/login", new Response(JSON.stringify(problem), { status: 400 }));
  page.type("username", "ada");
  page.type("password", "engine");
  (page.find("place-memory") as HTMLInputElement).checked = true;
  page.submit("sign-in-form");
  await vi.waitFor(() => expect(page.text("sign-in-error")).toMatch(/--sallyport\.transports=cookie,memory,header/));
  await vi.waitFor(() => expect(document.activeElement).toBe(page.find("take-cookie")));
  scene.server.faults.clear();
  page.press("take-cookie");
  expect((page.find("place-cookie") as HTMLInputElement).checked).toBe(true);
  page.submit("sign-in-form");
  await vi.waitFor(() => expect(page.shows("signed-in-view")).toBe(true));
});
