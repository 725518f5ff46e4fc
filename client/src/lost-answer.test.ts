import { expect, test } from "vitest";
import { browser } from "../test/browser.js";
import { headerTransport } from "./header.js";
import type { ClientOptions } from "./index.js";
import { memoryTransport } from "./memory.js";

test("a refresh whose answer was lost is sent again at once and gets the same answer", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await server.losingTheFirst("POST /auth/refresh", () => client.refresh());
  expect(server.verdicts).toEqual(["rotate", "repeat"]);
  expect((await client.fetch("/api/profile")).status).toBe(200);
});

test.each<[string, ClientOptions]>([
  ["cookie", {}],
  ["memory", { transport: memoryTransport() }],
  ["header", { transport: headerTransport() }],
])("an answer that breaks off counts as lost (%s)", async (_, options) => {
  const { tab, server } = browser();
  const client = tab(options);
  await client.signIn({ username: "ada", password: "engine" });
  const handle = server.handle.bind(server);
  server.handle = async (request, jar) => {
    const response = await handle(request, jar);
    return server.verdicts.length === 1 && request.url.endsWith("/refresh") ? brokenOff(response) : response;
  };
  await client.refresh();
  expect(server.verdicts).toHaveLength(2);
  expect(server.verdicts).not.toContain("refresh_reused");
  expect((await client.fetch("/api/profile")).status).toBe(200);
});

function brokenOff(response: Response): Response {
  const start = new TextEncoder().encode('{"authen');
  let sent = false;
  const pull = (controller: ReadableStreamDefaultController) => {
    if (sent) controller.error(new TypeError("terminated"));
    else controller.enqueue(start);
    sent = true;
  };
  return new Response(new ReadableStream({ pull }), response);
}

test("a refresh of a page that is closed is finished by the browser", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  await client.refresh();
  expect(server.seen[0]?.request.keepalive).toBe(true);
});

test("a refresh whose answer is lost twice rejects, and the session goes on within the grace period", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.lost.add("POST /auth/refresh");
  await expect(client.refresh()).rejects.toMatchObject({ code: "network_error" });
  server.lost.clear();
  server.advance(29);
  await client.refresh();
  expect(server.verdicts).toEqual(["rotate", "repeat", "repeat"]);
});

test("a refresh repeated after the grace period ends the session, which is reported once", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  const received: unknown[] = [];
  client.onSignedOut((end) => received.push(end));
  server.lost.add("POST /auth/refresh");
  await expect(client.refresh()).rejects.toMatchObject({ code: "network_error" });
  server.lost.clear();
  server.advance(31);
  await expect(client.refresh()).rejects.toMatchObject({ code: "refresh_reused" });
  expect(received).toEqual([{ code: "refresh_reused", here: false }]);
});

test("a refresh that the server answers with 503 is not sent again", async () => {
  const { signedIn, server } = browser();
  const { client } = await signedIn();
  server.faults.set("POST /auth/refresh", Response.json({ code: "store_unavailable" }, { status: 503 }));
  await expect(client.refresh()).rejects.toMatchObject({ code: "store_unavailable" });
  expect(server.story).toEqual(["POST /auth/refresh 503"]);
});
