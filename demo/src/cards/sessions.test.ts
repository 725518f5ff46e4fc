import { expect, test, vi } from "vitest";
import { openScene } from "../../test/tab.js";

const scene = openScene();

test("a person ends one of several sessions from the list", async () => {
  const otherBrowser = await scene.tab({});
  await otherBrowser.signIn();
  const page = await scene.tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(2));
  const other = page.find("sessions").querySelector<HTMLElement>("[data-current=false] button");
  other?.click();
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(1));
  expect(scene.server.sessions.size).toBe(1);
});

test("the other sessions are ended in one step, and the button for it disappears with them", async () => {
  for (let i = 0; i < 2; i++) await (await scene.tab({})).signIn();
  const page = await scene.tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(3));
  expect(page.find("sessions").textContent).toMatch(/Firefox 153 on Linux/);
  expect(page.find("end-other-sessions").hidden).toBe(false);
  // The other tabs share this document, and one that hears of its end late takes the focus to itself.
  const focused = vi.fn();
  page.find("reload-sessions").addEventListener("focus", focused);
  page.press("end-other-sessions");
  await vi.waitFor(() => expect(page.find("sessions").childElementCount).toBe(1));
  expect(page.find("end-other-sessions").hidden).toBe(true);
  await vi.waitFor(() => expect(focused).toHaveBeenCalled());
  expect(page.shows("signed-in-view")).toBe(true);
  expect(scene.server.sessions.size).toBe(1);
});

test("a failure to end the other sessions is reported, and they stay listed", async () => {
  await (await scene.tab({})).signIn();
  const page = await scene.tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.find("end-other-sessions").hidden).toBe(false));
  scene.server.faults.set("DELETE /auth/sessions", new Response(null, { status: 503 }));
  page.press("end-other-sessions");
  await vi.waitFor(() => expect(page.find("sessions-status").textContent).toMatch(/could not be ended/));
  expect(page.find("sessions").childElementCount).toBe(2);
});
