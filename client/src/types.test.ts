import { expectTypeOf, test } from "vitest";
import { headerTransport } from "./header.js";
import {
  createClient,
  SallyportError,
  type Client,
  type ClientOptions,
  type ClientTransport,
  type Evidence,
  type Session,
  type SignedOut,
  type StepUp,
  type Visitor,
} from "./index.js";
import { memoryTransport } from "./memory.js";

test("the type of an answer is narrowed by authenticated", () => {
  type Answer = Awaited<ReturnType<Client["session"]>>;
  expectTypeOf<Answer>().toEqualTypeOf<Session | Visitor>();
  expectTypeOf<Extract<Answer, { authenticated: true }>>().toEqualTypeOf<Session>();
  expectTypeOf<Visitor>().not.toHaveProperty("user");
  // @ts-expect-error `user` exists only after a check of `authenticated`
  void ((answer: Answer) => answer.user);
});

test("the types of answers have no member for an access or refresh token", () => {
  expectTypeOf<Session>().not.toHaveProperty("accessToken");
  expectTypeOf<Session>().not.toHaveProperty("refreshToken");
});

test("the error codes are a closed list", () => {
  expectTypeOf<"refresh_reused">().toExtend<SallyportError["code"]>();
  expectTypeOf<"network_error">().toExtend<SallyportError["code"]>();
  expectTypeOf<string>().not.toExtend<SallyportError["code"]>();
  expectTypeOf<SallyportError["retryAfter"]>().toEqualTypeOf<number | undefined>();
});

test("the type of an error is narrowed by its code", () => {
  const caught: unknown = new SallyportError({ code: "network_error", status: 0, message: "" });
  if (!(caught instanceof SallyportError)) throw caught;
  if (caught.code === "network_error") expectTypeOf(caught.status).toEqualTypeOf<0>();
  if (caught.code === "network_error") expectTypeOf(caught.retryAfter).toEqualTypeOf<undefined>();
  if (caught.code === "too_many_attempts") expectTypeOf(caught.retryAfter).toEqualTypeOf<number | undefined>();
  expectTypeOf(caught).toExtend<Error>();
  // @ts-expect-error a code that no server sends
  void (caught.code === "too_many_attemps");
});

test("each transport is accepted by createClient", () => {
  expectTypeOf(memoryTransport).returns.toEqualTypeOf<ClientTransport>();
  expectTypeOf(headerTransport).returns.toEqualTypeOf<ClientTransport>();
  expectTypeOf(headerTransport).toBeCallableWith({ storage: globalThis.sessionStorage });
  expectTypeOf<ClientOptions["transport"]>().toEqualTypeOf<ClientTransport | undefined>();
});

test("a step-up hook returns credentials or a boolean", () => {
  expectTypeOf<() => false>().toExtend<StepUp>();
  expectTypeOf<() => Promise<{ username: string; password: string }>>().toExtend<StepUp>();
  expectTypeOf<() => Promise<string>>().not.toExtend<StepUp>();
});

test("the reasons for the end of a session are a closed list of six", () => {
  expectTypeOf<SignedOut["code"]>().exclude<"signed_out">().toExtend<SallyportError["code"]>();
  expectTypeOf<SignedOut["here"]>().toEqualTypeOf<boolean>();
});

test("client.fetch is assignable to fetch", () => {
  expectTypeOf<Client["fetch"]>().toExtend<typeof globalThis.fetch>();
  expectTypeOf(createClient).parameter(0).toExtend<object | undefined>();
});

test("social.signIn resolves to a session, and social.link never resolves", () => {
  expectTypeOf<Client["social"]["signIn"]>().returns.resolves.toEqualTypeOf<Session>();
  expectTypeOf<Client["social"]["link"]>().returns.resolves.toBeNever();
  expectTypeOf<"popup_closed" | "last_way_in">().toExtend<SallyportError["code"]>();
  expectTypeOf<{ idToken: string }>().toExtend<Evidence>();
  expectTypeOf<{ refreshToken: string }>().not.toExtend<Evidence>();
});
