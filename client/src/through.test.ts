import { expect, test } from "vitest";
import { browser } from "../test/browser.js";
import { header } from "../test/fake-server.js";

test("a library's own send function gets a request with the CSRF token, and another one after a refresh", async () => {
  const { signedIn, server, jar } = browser();
  const { client, session } = await signedIn();
  server.advance(301);
  const sent: Request[] = [];
  const response = await client.through(
    (request) => {
      sent.push(request as Request);
      return server.handle((request as Request).clone(), jar);
    },
    "/api/echo",
    { method: "POST", body: "kept" },
  );
  expect(await response.text()).toBe("kept");
  expect(sent.map(({ headers }) => headers.get(header))).toEqual([session.csrf.token, expect.any(String)]);
  // The client sends the refresh itself.
  expect(server.story).toEqual(["POST /api/echo 401", "POST /auth/refresh 200", "POST /api/echo 200"]);
});

test("a request to another origin is passed on unchanged", async () => {
  const { signedIn } = browser();
  const { client } = await signedIn();
  const init = { method: "POST", body: "x" };
  const sent: unknown[] = [];
  await client.through((...given) => (sent.push(...given), Promise.resolve(new Response())), "https://other.test/", init);
  expect(sent).toEqual([new URL("https://other.test/"), init]);
});
