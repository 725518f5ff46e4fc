import { expect, test } from "vitest";
import { browser } from "../test/browser.js";

async function refusal(response: Response): Promise<unknown> {
  const { tab, server } = browser();
  server.faults.set("POST /auth/login", response);
  return tab().signIn({ username: "ada", password: "engine" }).catch((error: unknown) => error);
}

function problem(body: object, status: number, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/problem+json", ...headers } });
}

test("a problem document becomes an error with its code", async () => {
  const body = { title: "Not enabled", detail: "Cookies are off.", code: "transport_not_enabled", hint: "sallyport.transports" };
  const error = await refusal(problem(body, 400));
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: "SallyportError",
    code: "transport_not_enabled",
    status: 400,
    hint: "sallyport.transports",
    message: "Cookies are off.",
  });
  expect(error).not.toHaveProperty("retryAfter");
});

test("Retry-After in seconds becomes retryAfter", async () => {
  expect(await refusal(problem({ code: "too_many_attempts" }, 429, { "Retry-After": "30" }))).toMatchObject({
    code: "too_many_attempts",
    retryAfter: 30,
  });
});

test("Retry-After as a date is compared with the server's clock", async () => {
  const headers = { "Retry-After": "Tue, 06 May 2031 07:09:09 GMT", Date: "Tue, 06 May 2031 07:08:09 GMT" };
  expect(await refusal(problem({ code: "too_many_attempts" }, 429, headers))).toMatchObject({ retryAfter: 60 });
});

test.each([
  ["an HTML page", new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } })],
  ["no body", new Response(null, { status: 502 })],
  ["JSON that is no object", new Response("null", { status: 502 })],
  ["a code that is none", problem({ code: "<b>bad</b>" }, 502)],
])("%s is an unexpected answer, with its status", async (_, response) => {
  expect(await refusal(response)).toMatchObject({ code: "unexpected_answer", status: 502 });
});

test("a code that only a newer server knows is passed on unchanged", async () => {
  expect(await refusal(problem({ code: "moon_phase" }, 409))).toMatchObject({ code: "moon_phase", status: 409 });
});

test("the cause of an error is left out of its JSON, because it may contain request headers", async () => {
  const { tab, server } = browser();
  server.faults.set("GET /auth/session", "offline");
  const error = await tab().session().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ cause: expect.any(TypeError) as unknown });
  expect(JSON.parse(JSON.stringify(error))).toEqual({ name: "SallyportError", code: "network_error", status: 0 });
});
