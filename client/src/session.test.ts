import { expect, test } from "vitest";
import { browser } from "../test/browser.js";
import { header } from "../test/fake-server.js";
import { SallyportError } from "./index.js";

test("a person without a session is a visitor and gets a CSRF token for signing in", async () => {
  const answer = await browser().tab().session();
  expect(answer).toMatchObject({ authenticated: false, refreshable: false, csrf: { header } });
});

test("a reloaded page finds the person still signed in", async () => {
  const { tab, signedIn, server } = browser();
  await signedIn();
  const answer = await tab().session();
  expect(answer.authenticated && answer.user.username).toBe("ada");
  expect(server.story).toEqual(["GET /auth/session 200"]);
});

test("a page reloaded with an expired access token restores the session by one refresh", async () => {
  const { tab, signedIn, server } = browser();
  await signedIn();
  server.advance(301);
  const answer = await tab().session();
  expect(answer.authenticated && answer.user.username).toBe("ada");
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/refresh 200"]);
});

test("a refused refresh resolves to a visitor and does not reject", async () => {
  const { tab, signedIn, server } = browser();
  await signedIn();
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_expired" }, { status: 401 }));
  const answer = await tab().session();
  expect(answer).toMatchObject({ authenticated: false, refreshable: false });
  expect(server.story.filter((line) => line.includes("refresh"))).toEqual(["POST /auth/refresh 401"]);
});

test("an outage during the refresh rejects, because the person may still be signed in", async () => {
  const { tab, signedIn, server } = browser();
  await signedIn();
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "store_unavailable" }, { status: 503 }));
  const reloaded = tab();
  const received: unknown[] = [];
  reloaded.onChange((answer) => received.push(answer));
  await expect(reloaded.session()).rejects.toMatchObject({ code: "store_unavailable", status: 503 });
  expect(received).toEqual([]);
});

test("a captive portal that answers 200 signs nobody out", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const received: unknown[] = [];
  client.onChange((answer) => received.push(answer));
  server.faults.set("GET /auth/session", new Response("<h1>Welcome to our Wi-Fi</h1>"));
  await expect(client.session()).rejects.toBeInstanceOf(SallyportError);
  expect(received).toEqual([]);
});

test("simultaneous session calls send one request, because each request would set a visitor cookie", async () => {
  const { tab, server } = browser();
  const client = tab();
  await Promise.all([client.session(), client.session(), client.signIn({ username: "ada", password: "engine" })]);
  expect(server.story).toEqual(["GET /auth/session 200", "POST /auth/login 200"]);
});

test("a configured path and origin are used", async () => {
  const { tab, otherOriginRequests } = browser();
  const client = tab({ baseUrl: "https://api.example.test", path: "/gate" });
  await expect(client.session()).rejects.toMatchObject({ code: "unexpected_answer" });
  expect(otherOriginRequests[0]?.url).toBe("https://api.example.test/gate/session");
  expect(otherOriginRequests[0]?.credentials).toBe("include");
});
