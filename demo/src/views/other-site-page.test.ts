import { afterEach, expect, test, vi } from "vitest";
import { otherSitePage } from "./other-site-page.js";

afterEach(() => vi.unstubAllGlobals());

test("the forms send to the victim's profile and nowhere else", () => {
  const page = otherSitePage("http://localhost:8080");
  const forms = [...page.querySelectorAll("form")];
  expect(forms.map(({ action }) => action)).toEqual(Array(2).fill("http://localhost:8080/api/profile"));
  const { name, value } = forms[1]!.querySelector("input")!;
  expect(JSON.parse(`${name}=${value}`)).toMatchObject({ displayName: "Mallory" });
});

test("the script sends a request with cookies and shows the result", async () => {
  const fetch = vi.fn().mockRejectedValueOnce(new TypeError()).mockResolvedValueOnce(new Response(null, { status: 403 }));
  vi.stubGlobal("fetch", fetch);
  const page = otherSitePage("http://localhost:8080");
  const press = () => page.querySelector<HTMLElement>("[data-testid=script]")!.click();
  press();
  await vi.waitFor(() => expect(page.textContent).toMatch(/did not send it/));
  press();
  await vi.waitFor(() => expect(page.textContent).toMatch(/answered 403/));
  expect(fetch.mock.calls[0]).toEqual(["http://localhost:8080/api/profile", expect.objectContaining({ credentials: "include" })]);
});

test("the page attacks nobody at any other address", () => {
  expect(otherSitePage(undefined).querySelectorAll("form, button")).toHaveLength(0);
});
