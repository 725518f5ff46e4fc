import { createSSRApp, effectScope, createApp, defineComponent, h, isReadonly, type App, type EffectScope } from "vue";
import { renderToString } from "vue/server-renderer";
import { expect, expectTypeOf, test, vi } from "vitest";
import { browser } from "../../test/browser.js";
import type { Client, User } from "../index.js";
import { createServerClient } from "./server.js";
import { createSallyport, useClient, useSession, type SessionRefs } from "./vue.js";

/** What a component of the app gets, in a scope that can be stopped. */
function component(client: Client): SessionRefs & { readonly scope: EffectScope } {
  const app: App = createApp({ render: () => null });
  app.use(createSallyport(client));
  const scope = effectScope();
  return { ...app.runWithContext(() => scope.run(useSession))!, scope };
}

test("the session is loading, then known, and follows sign-out and sign-in", async () => {
  const { signedIn, tab } = browser();
  await signedIn();
  const client = tab();
  const { status, user } = component(client);
  expect(status.value).toBe("loading");
  await vi.waitFor(() => expect(status.value).toBe("signed-in"));
  expect(user.value?.username).toBe("ada");
  await client.signOut();
  expect([status.value, user.value]).toEqual(["signed-out", undefined]);
  await client.signIn({ username: "bob", password: "builder" });
  expect(user.value?.username).toBe("bob");
});

test("while the server does not list the page's origin, the session is unavailable, and then known", async () => {
  const { signedIn, tab, server } = browser();
  await signedIn();
  server.listsPage = false;
  const { status, error, user } = component(tab());
  await vi.waitFor(() => expect(status.value).toBe("unavailable"));
  expect(error.value?.code).toBe("origin_not_allowed");
  server.listsPage = true;
  await vi.waitFor(() => expect(user.value?.username).toBe("ada"), 5_000);
  expect([status.value, error.value]).toEqual(["signed-in", undefined]);
});

test("a page rendered for an expired access token is loading, not signed out", () => {
  const { tab } = browser();
  expect(component(tab({ initial: { authenticated: false, refreshable: true } })).status.value).toBe("loading");
  expect(component(tab({ initial: { authenticated: false, refreshable: false } })).status.value).toBe("signed-out");
});

test("a component that was removed is not called any more", async () => {
  const { signedIn } = browser();
  const { client } = await signedIn();
  const { status, scope } = component(client);
  scope.stop();
  await client.signOut();
  // A stopped computed runs again at each read, so the value that it reads must not have changed.
  expect(status.value).toBe("signed-in");
});

test("the user stays the same object after a refresh, so that watchers do not run again", async () => {
  const { signedIn } = browser();
  const { client } = await signedIn();
  const { user, session } = component(client);
  const before = [user.value, session.value];
  await client.refresh();
  expect(user.value).toBe(before[0]);
  expect(session.value).not.toBe(before[1]);
});

test("the refs are readonly", async () => {
  const { signedIn } = browser();
  const { status, error, user, session } = component((await signedIn()).client);
  expect([status, error, user, session].every(isReadonly)).toBe(true);
});

test("a component without the plugin gets an error that says what is missing", () => {
  const app = createApp({ render: () => null });
  expect(() => app.runWithContext(useClient)).toThrow("app.use(createSallyport(client))");
});

test("a component on a server is rendered with the answer of readSession", async () => {
  const { signedIn } = browser();
  const { session } = await signedIn();
  const page = defineComponent(() => {
    const { user } = useSession();
    return () => h("p", user.value?.username);
  });
  const render = (client: Client) => renderToString(createSSRApp(page).use(createSallyport(client)));
  expect(await render(createServerClient(session))).toBe("<p>ada</p>");
  expect(await render(createServerClient())).toBe("<p></p>");
});

test("the type of the user is narrowed by a check", () => {
  expectTypeOf<SessionRefs["user"]["value"]>().toEqualTypeOf<User | undefined>();
  expectTypeOf<SessionRefs["status"]["value"]>().toEqualTypeOf<"loading" | "unavailable" | "signed-in" | "signed-out">();
  // @ts-expect-error readonly
  void ((refs: SessionRefs) => (refs.status.value = "signed-in"));
});
