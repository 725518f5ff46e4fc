// @vitest-environment jsdom
import { act, createElement, StrictMode, type ReactNode } from "react";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, expectTypeOf, test, vi } from "vitest";
import { browser } from "../../test/browser.js";
import type { Client, User } from "../index.js";
import { SallyportProvider, useClient, useSession, type SessionState } from "./react.js";
import { createServerClient } from "./server.js";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

const drawn: SessionState[] = [];
let roots: Root[] = [];
let complaints: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  drawn.length = 0;
  complaints = vi.spyOn(console, "error");
});
afterEach(async () => {
  await act(() => roots.forEach((root) => root.unmount()));
  roots = [];
  expect(complaints).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

function Page(): ReactNode {
  const session = useSession();
  drawn.push(session);
  return createElement("p", null, session.status === "signed-in" ? session.user.username : session.status);
}

const tree = (client: Client) =>
  createElement(StrictMode, null, createElement(SallyportProvider, { client }, createElement(Page)));

async function draw(client: Client): Promise<HTMLElement> {
  const element = document.createElement("div");
  roots.push(createRoot(element));
  await act(() => roots[0]!.render(tree(client)));
  return element;
}

test("the session is loading, then known, and follows sign-out and sign-in", async () => {
  const { signedIn, tab, server } = browser();
  await signedIn();
  const client = tab();
  const element = await draw(client);
  expect(drawn[0]).toEqual({ status: "loading" });
  await vi.waitFor(() => expect(element.textContent).toBe("ada"));
  // Strict mode runs effects twice, but the request is sent once.
  expect(server.story).toEqual(["GET /auth/session 200"]);
  await act(() => client.signOut());
  expect(element.textContent).toBe("signed-out");
  await act(() => client.signIn({ username: "bob", password: "builder" }));
  expect(element.textContent).toBe("bob");
});

test("while the server does not list the page's origin, the session is unavailable, and then known", async () => {
  const { signedIn, tab, server } = browser();
  await signedIn();
  server.listsPage = false;
  const client = tab();
  const element = await draw(client);
  expect(element.textContent).toBe("unavailable");
  expect(drawn.at(-1)).toMatchObject({ status: "unavailable", error: { code: "origin_not_allowed" } });
  server.listsPage = true;
  await act(() => client.ready);
  expect(element.textContent).toBe("ada");
});

test("the user stays the same object after a refresh, so that effects do not run again", async () => {
  const { signedIn } = browser();
  const { client } = await signedIn();
  await draw(client);
  await act(() => client.refresh());
  const users = drawn.map((state) => state.status === "signed-in" && state.user);
  expect(users.length).toBeGreaterThan(2);
  expect(new Set(users).size).toBe(1);
});

test("a component that was removed is not called any more", async () => {
  const { signedIn } = browser();
  const { client } = await signedIn();
  await draw(client);
  await act(() => roots[0]!.unmount());
  const before = drawn.length;
  await act(() => client.signOut());
  expect(drawn).toHaveLength(before);
});

test("a page is hydrated as the server rendered it and then follows what has changed since", async () => {
  const { signedIn, tab } = browser();
  const { session } = await signedIn();
  const element = document.createElement("div");
  element.innerHTML = renderToString(tree(createServerClient(session)));
  expect(element.textContent).toBe("ada");
  const client = tab({ initial: session });
  await act(() => roots.push(hydrateRoot(element, tree(client))));
  await act(() => client.signOut());
  expect(element.textContent).toBe("signed-out");
});

test("a page rendered for an expired access token is loading and is refreshed in the browser", async () => {
  const { signedIn, server, tab } = browser();
  await signedIn();
  server.advance(301);
  const initial = { authenticated: false, refreshable: true } as const;
  const element = document.createElement("div");
  element.innerHTML = renderToString(tree(createServerClient(initial)));
  expect(element.textContent).toBe("loading");
  await act(() => roots.push(hydrateRoot(element, tree(tab({ initial })))));
  await vi.waitFor(() => expect(element.textContent).toBe("ada"));
});

test("a component without the provider gets an error that says what is missing", () => {
  expect(() => renderToString(createElement(Page))).toThrow("<SallyportProvider client={…}>");
  const Button = () => createElement("button", { disabled: !useClient() });
  expect(() => renderToString(createElement(Button))).toThrow("<SallyportProvider client={…}>");
});

test("the type of the session state is narrowed by its status", () => {
  expectTypeOf<Extract<SessionState, { status: "signed-in" }>["user"]>().toEqualTypeOf<User>();
  // @ts-expect-error `user` exists only after a check of `status`
  void ((state: SessionState) => state.user);
});
