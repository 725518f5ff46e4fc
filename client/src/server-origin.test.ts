import { afterEach, expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import { createClient } from "./index.js";

afterEach(() => vi.unstubAllGlobals());

test.each([
  [`${origin}/`, "/auth", `${origin}/auth/session`],
  ["HTTPS://APP.Example.TEST:443", "/auth", `${origin}/auth/session`],
  ["http://[::1]:8080", "/auth", "http://[::1]:8080/auth/session"],
  [`${origin}/v1/?x=1#y`, "/auth", `${origin}/auth/session`],
  [`${origin}/v1/`, "auth", `${origin}/auth/session`],
  [origin, "/auth/", `${origin}/auth/session`],
  [origin, "/", `${origin}/session`],
  [origin, "", `${origin}/session`],
])("a client of the server %s with the path %j sends its requests to %s", async (baseUrl, path, address) => {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    asked.push((input as Request).url);
    return Response.json({ authenticated: false, refreshable: false });
  };
  const client = createClient({ baseUrl, path, fetch });
  await client.session();
  client.close();
  expect(asked).toEqual([address]);
});

test("a <base> element changes none of the server's addresses, so a password is not sent elsewhere", async () => {
  vi.stubGlobal("location", { href: `${origin}/page` });
  vi.stubGlobal("document", { baseURI: "https://evil.test/" });
  const { tab, otherOriginRequests, server } = browser();
  await tab({ baseUrl: "" }).signIn({ username: "ada", password: "engine" });
  expect(otherOriginRequests).toEqual([]);
  expect(server.story).toContain("POST /auth/login 200");
});

test("a relative address is resolved against the page's current address, as in fetch", async () => {
  const page = { href: `${origin}/notes/` };
  vi.stubGlobal("location", page);
  const { tab, server } = browser();
  const client = tab({ baseUrl: "" });
  page.href = `${origin}/notes/7/`;
  await client.fetch("lines");
  expect(server.seen[0]?.request.url).toBe(`${origin}/notes/7/lines`);
});
