import { expect, test } from "vitest";
import { doorStates } from "./door-states.js";
import type { RecordedRequest } from "./request-recorder.js";

const change: RecordedRequest = {
  at: new Date(),
  method: "POST",
  path: "/api/profile",
  status: 200,
  withCsrfToken: true,
  withCookies: true,
  milliseconds: 1,
  direct: false,
};

test.each<[string, Partial<RecordedRequest>, string, string, RegExp]>([
  ["a change", {}, "open", "open", /Both doors opened/],
  ["a look", { method: "GET", withCsrfToken: false }, "open", "unneeded", /only reads/],
  ["a public question", { method: "GET", path: "/auth/session" }, "unneeded", "unneeded", /Anybody/],
  ["a token in a header", { scheme: "JWT", withCsrfToken: false }, "open", "unneeded", /the token itself/],
  ["a refresh token in a body", { path: "/auth/refresh", withCookies: false, withCsrfToken: false }, "open", "unneeded", /the token itself/],
  ["no CSRF token", { status: 403, code: "csrf_missing" }, "open", "closed", /second door stayed closed/],
  ["a wrong CSRF token", { status: 403, code: "csrf_mismatch" }, "open", "closed", /not that of this session/],
  ["another site", { status: 403, code: "cross_site" }, "closed", "unreached", /another site/],
  ["nobody", { status: 401, code: "access_missing" }, "closed", "unreached", /nothing about who sends it/],
  ["a made-up token", { status: 401, code: "access_invalid", scheme: "JWT" }, "closed", "unneeded", /not issued by the server/],
  ["a wrong password", { status: 401, code: "credentials_rejected" }, "open", "open", /did not match/],
  ["trouble behind the doors", { status: 500 }, "open", "open", /could not do it/],
])("the doors are shown for %s", (_, differs, first, second, words) => {
  expect(doorStates({ ...change, ...differs })).toEqual({ first, second, words: expect.stringMatching(words) });
});

test("a request without an answer shows both doors as not reached", () => {
  const { status: _, ...unanswered } = change;
  expect(doorStates(unanswered)).toMatchObject({ first: "unreached", second: "unreached" });
});
