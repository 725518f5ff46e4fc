import { expect, test, vi } from "vitest";
import { openScene } from "../../test/tab.js";

const scene = openScene();

function atLocalhost(): void {
  const { href, origin, pathname } = location;
  vi.stubGlobal("location", { href, origin, pathname, protocol: "http:", hostname: "localhost", port: "8080" });
}

test("the page says so when there is no other site", async () => {
  const page = await scene.tab();
  await page.signIn();
  expect(page.text("no-other-site")).toMatch(/neither localhost nor 127\.0\.0\.1/);
});

test("the name is read again on the way back from the other site, and the page says what stopped the change", async () => {
  atLocalhost();
  const page = await scene.tab();
  await page.signIn();
  await vi.waitFor(() => expect(page.text("name-before")).toBe("Ada"));
  const link = page.find("open-other-site");
  expect(link.getAttribute("href")).toBe("http://127.0.0.1:8080/other-site.html");
  expect(link.getAttribute("rel")).toBe("noopener");
  link.addEventListener("click", (event) => event.preventDefault());
  link.click();
  dispatchEvent(new Event("focus"));
  await vi.waitFor(() => expect(page.text("other-site-verdict")).toMatch(/Nothing changed\. .*SameSite/));
  scene.server.accounts[0]!.displayName = "Mallory";
  dispatchEvent(new Event("focus"));
  await vi.waitFor(() => expect(page.text("other-site-verdict")).toMatch(/has changed/));
  expect(page.text("name-after")).toBe("Mallory");
});
