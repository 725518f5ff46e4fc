import { createSSRApp, effectScope, createApp, defineComponent, h, isReadonly, type App, type EffectScope } from "vue";
import { renderToString } from "vue/server-renderer";
import { expect, expectTypeOf, test, vi } from "vitest";
import { browser } from "../../test/browser.js";
import type { Client, User } from "../index.js";
import { createServerClient } from "./server.js";
import { createSallyport, useClient, useSession, type SessionRefs } from "./vue.js";

/** What a component of the app has, in a scope that can be stopped. */
function component(client: Client): SessionRefs & { readonly scope: EffectScope } {
  const app: App = createApp({ render: () => null });
  app.use(createSallyport(client));
  const scope = effectScope();
  return { ...app.runWithContext(() => scope.run(useSession))!, scope };
}

test("who is signed in is loading, then known, and follows sign-out and sign-in", async () => {
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

test("a page rendered for somebody whose token has just ended is loading, not signed out", () => {
  const { tab } = browser();
  expect(component(tab({ initial: { authenticated: false, refreshable: true } })).status.value).toBe("loading");
  expect(component(tab({ initial: { authenticated: false, refreshable: false } })).status.value).toBe("signed-out");
});

test("a component that is gone hears no more", async () => {
  const { signedIn } = browser();
  const { client } = await signedIn();
  const { status, scope } = component(client);
  scope.stop();
  await client.signOut();
  // A stopped computed is computed anew at each look: what it looks at must not have changed.
  expect(status.value).toBe("signed-in");
});

test("a renewal is not a new user: what a watcher does when the user changes is not done every few minutes", async () => {
  const { signedIn } = browser();
  const { client } = await signedIn();
  const { user, session } = component(client);
  const before = [user.value, session.value];
  await client.refresh();
  expect(user.value).toBe(before[0]);
  expect(session.value).not.toBe(before[1]);
});

test("nothing can be set from outside", async () => {
  const { signedIn } = browser();
  const { status, user, session } = component((await signedIn()).client);
  expect([status, user, session].every(isReadonly)).toBe(true);
});

test("without the plugin a component is told what is missing", () => {
  const app = createApp({ render: () => null });
  expect(() => app.runWithContext(useClient)).toThrow("app.use(createSallyport(client))");
});

test("on a server it is rendered with what was read there", async () => {
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

test("the user is there once it was looked for", () => {
  expectTypeOf<SessionRefs["user"]["value"]>().toEqualTypeOf<User | undefined>();
  expectTypeOf<SessionRefs["status"]["value"]>().toEqualTypeOf<"loading" | "signed-in" | "signed-out">();
  // @ts-expect-error readonly
  void ((refs: SessionRefs) => (refs.status.value = "signed-in"));
});
