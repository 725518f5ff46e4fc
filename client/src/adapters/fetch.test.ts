import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser } from "../../test/browser.js";
import { header, origin } from "../../test/fake-server.js";
import { interceptFetch } from "./fetch.js";

const page = browser();
const native = globalThis.fetch;
let before: typeof fetch;

beforeEach(() => {
  Object.assign(page, browser());
  before = vi.fn(page.fetch);
  globalThis.fetch = before;
  vi.stubGlobal("location", { href: `${origin}/notes` });
});
afterEach(() => {
  vi.unstubAllGlobals();
  globalThis.fetch = native;
});

const ada = { username: "ada", password: "engine" };
const save = () => fetch("/api/echo", { method: "POST", body: "x" });

test("code that knows nothing of Sallyport sends the CSRF token, and its expired access token is refreshed", async () => {
  const { client } = interceptFetch();
  await client.signIn(ada);
  page.server.advance(301);
  page.server.seen.length = 0;
  expect(await (await save()).text()).toBe("x");
  expect(page.server.story).toEqual(["POST /api/echo 401", "POST /auth/refresh 200", "POST /api/echo 200"]);
});

test("the client sends by the original fetch, so that its requests are not intercepted again", async () => {
  const { client } = interceptFetch();
  await client.signIn(ada);
  await save();
  expect(before).toHaveBeenCalledTimes(page.server.seen.length);
});

test("a request to another origin arrives unchanged", async () => {
  const { client } = interceptFetch();
  await client.signIn(ada);
  await fetch("https://evil.test/", { method: "POST", body: "x" });
  expect(page.otherOriginRequests.map(({ headers }) => headers.has(header))).toEqual([false]);
});

test("a relative address is resolved against the page, wherever the server is", async () => {
  vi.stubGlobal("location", { href: "https://www.example.test/a/b" });
  interceptFetch({ baseUrl: origin });
  await fetch("texts.json");
  await fetch(new Request("https://www.example.test/a/ready.json"));
  expect(page.otherOriginRequests.map(({ url }) => url)).toEqual([
    "https://www.example.test/a/texts.json",
    "https://www.example.test/a/ready.json",
  ]);
});

test("an invalid address is rejected as before", async () => {
  interceptFetch();
  await expect(fetch("https://")).rejects.toThrow(TypeError);
});

test("the page has its original fetch after restore", () => {
  const { restore } = interceptFetch();
  expect(fetch).not.toBe(before);
  restore();
  expect(fetch).toBe(before);
});

test("a replacement of the interceptor stays after restore and reaches the original fetch", async () => {
  const { client, restore } = interceptFetch();
  await client.signIn(ada);
  const below = globalThis.fetch;
  const theirs: typeof fetch = (input, init) => below(input, init);
  globalThis.fetch = theirs;
  restore();
  expect(fetch).toBe(theirs);
  const plain = await fetch(`${origin}/api/echo`, { method: "POST", body: "x" });
  expect(await plain.json()).toMatchObject({ code: "csrf_missing" });
});

test("two interceptors can be restored in any order", async () => {
  const first = interceptFetch();
  const second = interceptFetch();
  first.restore();
  await second.client.signIn(ada);
  expect((await save()).status).toBe(200);
  second.restore();
  expect((await fetch(`${origin}/api/echo`, { method: "POST" })).status).toBe(403);
});
