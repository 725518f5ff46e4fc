import { expect, test } from "vitest";
import { browser } from "../test/browser.js";
import { origin } from "../test/fake-server.js";
import { headerTransport, type TokenStorage } from "./header.js";

const ada = { username: "ada", password: "engine" };
const key = `sallyport ${origin}/auth`;

const throwing = (name: string) => () => {
  throw new DOMException("no", name);
};
const full: TokenStorage = { getItem: () => null, setItem: throwing("QuotaExceededError"), removeItem: () => undefined };
const forbidden: TokenStorage = {
  getItem: throwing("SecurityError"),
  setItem: throwing("SecurityError"),
  removeItem: throwing("SecurityError"),
};

test.each([
  ["is full", full],
  ["is forbidden", forbidden],
  ["is null, as in a web view without", null as unknown as TokenStorage],
])("a person whose storage %s stays signed in until the next reload", async (_, storage) => {
  const { tab, server } = browser();
  const client = tab({ transport: headerTransport({ storage }) });
  expect(await client.ready).toMatchObject({ authenticated: false });
  await client.signIn(ada);
  server.advance(301);
  expect((await client.fetch("/api/profile")).status).toBe(200);
  await client.signOut();
  expect(await client.session()).toMatchObject({ authenticated: false });
  expect(await tab({ transport: headerTransport({ storage }) }).ready).toMatchObject({ authenticated: false });
});

test("the tokens move into the storage once it accepts them again", async () => {
  const { tab } = browser();
  const kept = new Map<string, string>();
  let setItem = full.setItem;
  const storage: TokenStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => setItem(name, value),
    removeItem: (name) => void kept.delete(name),
  };
  const client = tab({ transport: headerTransport({ storage }) });
  await client.signIn(ada);
  setItem = (name, value) => void kept.set(name, value);
  await client.refresh();
  expect([...kept.keys()]).toEqual([key]);
  kept.clear();
  expect(await client.session()).toMatchObject({ authenticated: false });
});

test.each([
  "null",
  "[]",
  "{",
  '"x"',
  "",
  '{"accessToken":7}',
  '{"refreshToken":{"x":1}}',
  '{"accessToken":"a\\nb","tokenType":"JWT"}',
  '{"accessToken":"ü","tokenType":"€"}',
  '{"__proto__":{"refreshToken":"x"}}',
])("anything else in the storage (%s) counts as no tokens", async (text) => {
  const { tab } = browser();
  const kept = new Map([[key, text]]);
  const storage: TokenStorage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
  const client = tab({ transport: headerTransport({ storage }) });
  expect(await client.session()).toMatchObject({ authenticated: false });
  await client.signIn(ada);
  expect((await client.fetch("/api/profile")).status).toBe(200);
});
