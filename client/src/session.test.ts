import { expect, test } from "vitest";
import { browser } from "../test/browser.js";
import { header } from "../test/fake-server.js";
import { SallyportError } from "./index.js";

test("a stranger is a visitor, and is given a CSRF token for signing in", async () => {
  const answer = await browser().tab().session();
  expect(answer).toMatchObject({ authenticated: false, refreshable: false, csrf: { header } });
});

test("after a reload the page finds its person signed in", async () => {
  const { tab, signedIn, server } = browser();
  await signedIn();
  const answer = await tab().session();
  expect(answer.authenticated && answer.user.username).toBe("ada");
  expect(server.story).toEqual(["GET /auth/session 200"]);
});

test("after a reload with the access token run out, one refresh brings the person back", async () => {
  const { tab, signedIn, server } = browser();
  await signedIn();
  server.advance(301);
  const answer = await tab().session();
  expect(answer.authenticated && answer.user.username).toBe("ada");
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/refresh 200"]);
});

test("a refused refresh is an answer, not an error: nobody is signed in", async () => {
  const { tab, signedIn, server } = browser();
  await signedIn();
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_expired" }, { status: 401 }));
  const answer = await tab().session();
  expect(answer).toMatchObject({ authenticated: false, refreshable: false });
  expect(server.story.filter((line) => line.includes("refresh"))).toEqual(["POST /auth/refresh 401"]);
});

test("an outage while refreshing is an error: the person may well be signed in", async () => {
  const { tab, signedIn, server } = browser();
  await signedIn();
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "store_unavailable" }, { status: 503 }));
  const reloaded = tab();
  const heard: unknown[] = [];
  reloaded.onChange((answer) => heard.push(answer));
  await expect(reloaded.session()).rejects.toMatchObject({ code: "store_unavailable", status: 503 });
  expect(heard).toEqual([]);
});

test("a captive portal's cheerful 200 signs nobody out", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const heard: unknown[] = [];
  client.onChange((answer) => heard.push(answer));
  server.faults.set("GET /auth/session", new Response("<h1>Welcome to our Wi-Fi</h1>"));
  await expect(client.session()).rejects.toBeInstanceOf(SallyportError);
  expect(heard).toEqual([]);
});

test("many questions at once are one request, for two would each bring a visitor cookie", async () => {
  const { tab, server } = browser();
  const client = tab();
  await Promise.all([client.session(), client.session(), client.signIn({ username: "ada", password: "engine" })]);
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/login 200"]);
});

test("another path and another origin are asked when so configured", async () => {
  const { tab, elsewhere } = browser();
  const client = tab({ baseUrl: "https://api.example.test", path: "/gate" });
  await expect(client.session()).rejects.toMatchObject({ code: "unexpected_answer" });
  expect(elsewhere[0]?.url).toBe("https://api.example.test/gate/session");
  expect(elsewhere[0]?.credentials).toBe("include");
});
