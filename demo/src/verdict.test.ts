import { expect, test } from "vitest";
import type { Sent } from "./recorder.js";
import { judge } from "./verdict.js";

const change: Sent = {
  at: new Date(),
  method: "POST",
  path: "/api/profile",
  status: 200,
  withToken: true,
  withCookies: true,
  milliseconds: 1,
  aside: false,
};

test.each<[string, Partial<Sent>, string, string, RegExp]>([
  ["a change", {}, "open", "open", /Both doors opened/],
  ["a look", { method: "GET", withToken: false }, "open", "unneeded", /only reads/],
  ["a public question", { method: "GET", path: "/auth/session" }, "unneeded", "unneeded", /Anybody/],
  ["a token in a header", { scheme: "JWT", withToken: false }, "open", "unneeded", /The token itself/],
  ["a refresh token in a body", { path: "/auth/refresh", withCookies: false, withToken: false }, "open", "unneeded", /The token itself/],
  ["no CSRF token", { status: 403, code: "csrf_missing" }, "open", "closed", /second door stayed closed/],
  ["a wrong CSRF token", { status: 403, code: "csrf_mismatch" }, "open", "closed", /Not this session/],
  ["another site", { status: 403, code: "cross_site" }, "closed", "unreached", /another site/],
  ["nobody", { status: 401, code: "access_missing" }, "closed", "unreached", /Nobody was named/],
  ["a made-up token", { status: 401, code: "access_invalid", scheme: "JWT" }, "closed", "unneeded", /not the server’s/],
  ["a wrong password", { status: 401, code: "credentials_rejected" }, "open", "open", /did not match/],
  ["trouble behind the doors", { status: 500 }, "open", "open", /could not do it/],
])("%s", (_, differs, first, second, words) => {
  expect(judge({ ...change, ...differs })).toEqual({ first, second, words: expect.stringMatching(words) });
});

test("without an answer nothing is claimed about any door", () => {
  const { status: _, ...unanswered } = change;
  expect(judge(unanswered)).toMatchObject({ first: "unreached", second: "unreached" });
});
