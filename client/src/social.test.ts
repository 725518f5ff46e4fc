import { expect, test, vi } from "vitest";
import { browser } from "../test/browser.js";
import { stubPage } from "../test/page.js";

const page = stubPage();

test("the list of providers is the server's", async () => {
  const { tab, server } = browser();
  const client = tab();
  expect(await client.social.providers()).toEqual([]);
  server.providers.push({ id: "google", name: "Google" });
  expect(await client.social.providers()).toEqual([{ id: "google", name: "Google" }]);
});

test.each([
  ["a page of a captive portal", new Response("<h1>Welcome to the train</h1>", { status: 200 }), "unexpected_answer"],
  ["JSON that is no list", new Response("{}", { status: 200 }), "unexpected_answer"],
  ["a server that has no such list", new Response(null, { status: 404 }), "unexpected_answer"],
])("%s is no list of providers", async (_, response, code) => {
  const { tab, server } = browser();
  server.faults.set("GET /auth/social", response);
  await expect(tab().social.providers()).rejects.toMatchObject({ code, status: response.status });
});

test("an exchange signs in like any other sign-in: with the CSRF token, with cookies, in all tabs", async () => {
  const { tab, server } = browser();
  const [here, there] = [tab(), tab()];
  const received: string[] = [];
  there.onChange((answer) => received.push(answer.authenticated ? answer.user.username : "nobody"));
  const evidence = { idToken: `ada, says Google, asked with ${await here.social.nonce()}` };
  expect((await here.social.exchange("google", evidence)).user.username).toBe("ada");
  expect(server.story.slice(0, 3)).toEqual([
    "GET /auth/session 200",
    "GET /auth/social/nonce 200",
    "POST /auth/social/google/exchange 200",
  ]);
  expect(JSON.parse(server.seen[2]!.body)).toEqual({ ...evidence, transport: "cookie" });
  await vi.waitFor(() => expect(received).toEqual(["ada"]));
  expect((await here.fetch("/api/echo", { method: "POST", body: "x" })).status).toBe(200);
});

test("a transport inside the evidence does not bring tokens into the page", async () => {
  const { tab, server } = browser();
  const client = tab();
  const evidence = { idToken: `ada, says Google, asked with ${await client.social.nonce()}`, transport: "memory" };
  await client.social.exchange("google", evidence);
  expect(JSON.parse(server.seen[2]!.body)).toMatchObject({ transport: "cookie" });
});

test("an ID token that was issued for another visitor signs nobody in", async () => {
  const stolen = "ada, says Google, asked with nonce of another visitor";
  const client = browser().tab();
  const mine = await client.social.nonce();
  await expect(client.social.exchange("google", { idToken: stolen })).rejects.toMatchObject({ status: 401 });
  await client.social.exchange("google", { idToken: `ada, says Google, asked with ${mine}` });
});

test("the nonce of a page that is still loading belongs to the page's visitor cookie", async () => {
  const client = browser().tab();
  const [nonce] = await Promise.all([client.social.nonce(), client.session()]);
  const { user } = await client.social.exchange("google", { idToken: `ada, says Google, asked with ${nonce}` });
  expect(user.username).toBe("ada");
});

test.each([
  ["a page of a captive portal", new Response("<h1>Welcome to the train</h1>", { status: 200 })],
  ["JSON that is something else", new Response('{"nonce":7}', { status: 200 })],
])("%s is no nonce", async (_, response) => {
  const { tab, server } = browser();
  server.faults.set("GET /auth/social/nonce", response);
  await expect(tab().social.nonce()).rejects.toMatchObject({ code: "unexpected_answer" });
});

test("a token that was issued to another app signs nobody in", async () => {
  const { tab } = browser();
  const client = tab();
  const refused = client.social.exchange("google", { accessToken: "of a game" });
  await expect(refused).rejects.toMatchObject({ code: "token_not_for_us", status: 401 });
  expect(await client.session()).toMatchObject({ authenticated: false });
});

test("a link navigates to the address that the server gives, with the page as the return target", async () => {
  const { signedIn, server } = browser();
  const { client, session } = await signedIn();
  void client.social.link("google");
  await vi.waitFor(() => expect(page.visited).toEqual([server.location]));
  expect(server.seen[0]).toMatchObject({ token: session.csrf.token, body: '{"returnTo":"/notes?page=2#last"}' });
});

test("a provider on this machine is allowed without https", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const own = ["http://127.0.0.1:9000/a", "http://localhost/a", "http://idp.localhost:80/a", "http://[::1]:8080/a"];
  for (const address of own) {
    server.location = address;
    void client.social.link("google", { returnTo: "/profile" });
    await vi.waitFor(() => expect(page.visited.splice(0)).toEqual([new URL(address).href]));
  }
});

test.each(["javascript:alert(1)", "data:text/html,x", "http://provider.example.test/", "http://127.0.0.1.evil.test/", "/x", ""])(
  "the page never leaves for %j",
  async (location) => {
    const { signedIn, server } = browser();
    const { client } = await signedIn();
    server.location = location;
    await expect(client.social.link("google")).rejects.toMatchObject({ code: "unexpected_answer" });
    expect(page.visited).toEqual([]);
  },
);

test("a person who signed in long ago is refused a link and stays signed in", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const problem = JSON.stringify({ code: "insufficient_user_authentication" });
  server.faults.set("POST /auth/social/google/link", new Response(problem, { status: 401 }));
  await expect(client.social.link("google")).rejects.toMatchObject({ code: "insufficient_user_authentication" });
  expect(page.visited).toEqual([]);
  expect(server.story).toEqual(["POST /auth/social/google/link 401"]);
});

test("a person lists the linked accounts and unlinks one", async () => {
  const { signedIn, server } = browser();
  server.addLink("ada", "a/1", "google", "Ada L.");
  server.addLink("bob", "b/1", "google");
  const { client } = await signedIn();
  const linked = await client.social.identities();
  expect(linked.map(({ id, displayName }) => [id, displayName])).toEqual([["a/1", "Ada L."]]);
  await client.social.unlink("a/1");
  expect(await client.social.identities()).toEqual([]);
  await expect(client.social.unlink("b/1")).rejects.toMatchObject({ status: 404 });
  expect(server.story[1]).toBe("DELETE /auth/identities/a%2F1 204");
});

test("the last way to sign in cannot be unlinked", async () => {
  const { signedIn, server } = browser();
  server.addLink("ada", "1", "google");
  const { client } = await signedIn();
  const problem = JSON.stringify({ code: "last_way_in" });
  server.faults.set("DELETE /auth/identities/1", new Response(problem, { status: 409 }));
  await expect(client.social.unlink("1")).rejects.toMatchObject({ code: "last_way_in", status: 409 });
});
