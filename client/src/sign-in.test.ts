import { expect, test } from "vitest";
import { browser, gate } from "../test/browser.js";
import { FakeServer } from "../test/fake-server.js";

test("a sign-in that is the first call fetches the CSRF token first", async () => {
  const { tab, server } = browser();
  const session = await tab().signIn({ username: "ada", password: "engine" });
  expect(session.user.username).toBe("ada");
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/login 200"]);
});

test("a sign-in always asks for cookies, so that no server setting can put tokens into the body", async () => {
  const { tab, server } = browser();
  await tab().signIn({ username: "ada", password: "engine" });
  expect(JSON.parse(server.seen[1]?.body ?? "")).toEqual({ username: "ada", password: "engine", transport: "cookie" });
  expect(server.seen[1]?.request.headers.get("Content-Type")).toBe("application/json");
});

test("a wrong password rejects, causes no refresh and calls no listener", async () => {
  const { tab, server } = browser();
  const client = tab();
  await client.session();
  const received: unknown[] = [];
  client.onChange((answer) => received.push(answer));
  await expect(client.signIn({ username: "ada", password: "guess" })).rejects.toMatchObject({
    code: "credentials_rejected",
    status: 401,
  });
  expect(received).toEqual([]);
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/login 401"]);
});

test("the CSRF token changes at sign-in, and the next request uses the new one", async () => {
  const { signedIn, server } = browser();
  const { client, session } = await signedIn();
  await client.fetch("/api/echo", { method: "POST", body: "x" });
  expect(server.seen[0]).toMatchObject({ token: session.csrf.token, status: 200 });
});

test("a sign-in waits for a refresh under way, because its cookies would bring the old session back", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  const refreshing = client.refresh();
  const signingIn = client.signIn({ username: "bob", password: "builder" });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(server.seen.map(({ call }) => call)).toEqual(["POST /auth/refresh"]);
  slow.open();
  await refreshing;
  expect((await signingIn).user.username).toBe("bob");
});

test("a failed second sign-in leaves the first person signed in", async () => {
  const { signedIn, server } = browser(new FakeServer());
  const { client } = await signedIn();
  await expect(client.signIn({ username: "bob", password: "guess" })).rejects.toThrow();
  expect((await client.fetch("/api/profile")).status).toBe(200);
  expect(server.sessions.size).toBe(1);
});
