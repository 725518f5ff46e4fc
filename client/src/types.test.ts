import { expectTypeOf, test } from "vitest";
import { createClient, type Client, type Evidence, type SallyportError, type Session, type Visitor } from "./index.js";

test("whether somebody is signed in decides what may be read", () => {
  type Answer = Awaited<ReturnType<Client["session"]>>;
  expectTypeOf<Answer>().toEqualTypeOf<Session | Visitor>();
  expectTypeOf<Extract<Answer, { authenticated: true }>>().toEqualTypeOf<Session>();
  expectTypeOf<Visitor>().not.toHaveProperty("user");
  // @ts-expect-error `user` is there only once `authenticated` was looked at
  void ((answer: Answer) => answer.user);
});

test("no answer has a place for an access or refresh token", () => {
  expectTypeOf<Session>().not.toHaveProperty("accessToken");
  expectTypeOf<Session>().not.toHaveProperty("refreshToken");
});

test("error codes are a closed list", () => {
  expectTypeOf<"refresh_reused">().toExtend<SallyportError["code"]>();
  expectTypeOf<"network_error">().toExtend<SallyportError["code"]>();
  expectTypeOf<string>().not.toExtend<SallyportError["code"]>();
  expectTypeOf<SallyportError["retryAfter"]>().toEqualTypeOf<number | undefined>();
});

test("client.fetch fits wherever fetch is expected", () => {
  expectTypeOf<Client["fetch"]>().toExtend<typeof globalThis.fetch>();
  expectTypeOf(createClient).parameter(0).toExtend<object | undefined>();
});

test("whoever signs in through a provider gets a session, and who leaves for one gets nothing back", () => {
  expectTypeOf<Client["social"]["signIn"]>().returns.resolves.toEqualTypeOf<Session>();
  expectTypeOf<Client["social"]["link"]>().returns.resolves.toBeNever();
  expectTypeOf<"popup_closed" | "last_way_in">().toExtend<SallyportError["code"]>();
  expectTypeOf<{ idToken: string }>().toExtend<Evidence>();
  expectTypeOf<{ refreshToken: string }>().not.toExtend<Evidence>();
});
