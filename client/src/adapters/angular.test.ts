// @vitest-environment jsdom
import "@angular/compiler";
import { HttpErrorResponse, HttpEventType, type HttpInterceptorFn } from "@angular/common/http";
import { effect, type Signal } from "@angular/core";
import { TestBed } from "@angular/core/testing";
import { lastValueFrom, toArray } from "rxjs";
import { expect, expectTypeOf, test, vi } from "vitest";
import { angularPage as page, app, at, failure, profile } from "../../test/angular.js";
import { browser, gate } from "../../test/browser.js";
import { header, origin } from "../../test/fake-server.js";
import { SallyportError, type Session, type Visitor } from "../index.js";
import { memoryTransport } from "../memory.js";
import { injectClient, injectSession, sallyportInterceptor } from "./angular.js";

test("past its end the access token is renewed and a change repeated with its body", async () => {
  const { http, server, session } = await page();
  server.advance(301);
  expect(await lastValueFrom(http.post(at("/profile"), profile))).toMatchObject({ displayName: "Countess" });
  expect(server.story).toEqual(["POST /api/profile 401", "POST /auth/refresh 200", "POST /api/profile 200"]);
  expect(server.seen[0]?.token).toBe(session.csrf.token);
});

test("who is signed in is a signal", async () => {
  const { client } = await page();
  const session = TestBed.runInInjectionContext(injectSession);
  const seen: unknown[] = [];
  TestBed.runInInjectionContext(() => effect(() => void seen.push(session()?.authenticated)));
  TestBed.tick();
  await client.signOut();
  await vi.waitFor(() => expect(seen).toEqual([true, false]));
  expect(TestBed.runInInjectionContext(injectClient)).toBe(client);
});

test("before the first answer the signal is empty, and the question is asked", async () => {
  const one = browser();
  await one.signedIn();
  app(one.tab(), one.fetch);
  const session = TestBed.runInInjectionContext(injectSession);
  expect(session()).toBeUndefined();
  await vi.waitFor(() => expect(session()).toMatchObject({ user: { username: "ada" } }));
});

test("an app that is gone hears no more", async () => {
  const { client } = await page();
  const session = TestBed.runInInjectionContext(injectSession);
  TestBed.resetTestingModule();
  await client.signOut();
  expect(session()?.authenticated).toBe(true);
});

test("Angular's own XSRF header is replaced, not doubled: the cookie may be another tab's by now", async () => {
  vi.stubGlobal("location", { href: `${origin}/page`, origin });
  const { http, server, session } = await page();
  // As Angular's own interceptor does it, before ours or after it.
  const request = http.post(at("/echo"), "x", { responseType: "text", headers: { [header]: "from the cookie" } });
  await lastValueFrom(request);
  expect(server.seen[0]?.token).toBe(session.csrf.token);
});

test("nothing goes along to another origin", async () => {
  const { http, elsewhere } = await page();
  await lastValueFrom(http.post("https://evil.test/collect", "x", { responseType: "text" }));
  expect(elsewhere.map(({ headers }) => headers.has(header))).toEqual([false]);
});

test("nor over a redirect: the browser is told not to follow it there", async () => {
  const { http, server } = await page();
  await lastValueFrom(http.post(at("/echo"), "x", { responseType: "text" }));
  expect(server.seen[0]?.request).toMatchObject({ redirect: "manual", credentials: "include" });
});

test("a change that was answered with a redirect is told apart from one that got no answer", async () => {
  const { http, server } = await page();
  server.faults.set("POST /api/payments", new Response(null, { status: 303, headers: { Location: "https://pay.test/" } }));
  const error = await failure(lastValueFrom(http.post(at("/payments"), "x")));
  expect(error).toMatchObject({ status: 0, error: { code: "redirected" } });
  expect(error).toBeInstanceOf(HttpErrorResponse);
  server.faults.set("POST /api/payments", "offline");
  expect(await failure(lastValueFrom(http.post(at("/payments"), "x")))).toMatchObject({ status: 0, error: expect.any(TypeError) as unknown });
});

test("parameters, forms and files keep their meaning", async () => {
  const { http, server } = await page();
  server.advance(301);
  const form = new FormData();
  form.set("name", "Countess");
  const sent = http.post(at("/echo"), form, { responseType: "text", params: { size: "large" } });
  expect(await lastValueFrom(sent)).toMatch(/name="name"[^]*Countess/);
  expect(server.seen.at(-1)?.request.url).toBe(at("/echo?size=large"));
});

test("to unsubscribe is to abort, and nothing is heard of it", async () => {
  const { http, server } = await page();
  server.delays.set("GET /api/profile", new Promise(() => {}));
  const heard: unknown[] = [];
  const hear = (word: unknown) => void heard.push(word);
  const subscription = http.get(at("/profile")).subscribe({ next: hear, error: hear, complete: () => hear("complete") });
  await vi.waitFor(() => expect(server.seen).toHaveLength(1));
  subscription.unsubscribe();
  await vi.waitFor(() => expect(server.seen[0]?.request.signal.aborted).toBe(true));
  expect(heard).toEqual([]);
});

test("nor is a request repeated that was given up amid a refresh", async () => {
  const { http, server, client } = await page();
  server.advance(301);
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  const subscription = http.get(at("/profile")).subscribe();
  await vi.waitFor(() => expect(server.story).toContain("POST /auth/refresh 200"));
  subscription.unsubscribe();
  slow.open();
  await client.refresh();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(server.story.filter((line) => line.includes("profile"))).toEqual(["GET /api/profile 401"]);
});

test("a refusal is an HttpErrorResponse, also after a refresh that was refused", async () => {
  const { http, server } = await page();
  expect(await failure(lastValueFrom(http.get(at("/nothing"))))).toMatchObject({ status: 404, error: { code: "not_found" } });
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_expired" }, { status: 401 }));
  const error = await failure(lastValueFrom(http.get(at("/profile"), { responseType: "text" })));
  expect(error).toBeInstanceOf(HttpErrorResponse);
  expect([error.status, JSON.parse(error.error as string)]).toEqual([401, expect.objectContaining({ code: "access_expired" })]);
});

test("no answer has the status 0; when the refresh got none, the error says so", async () => {
  const { http, server } = await page();
  server.faults.set("GET /api/profile", "offline");
  const silence = await failure(lastValueFrom(http.get(at("/profile"))));
  expect([silence.status, silence.error]).toEqual([0, expect.any(TypeError)]);
  server.faults.clear();
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "store_unavailable" }, { status: 503 }));
  const error = await failure(lastValueFrom(http.get(at("/profile"))));
  expect(error).toBeInstanceOf(HttpErrorResponse);
  expect(error.error).toBeInstanceOf(SallyportError);
  expect(error).toMatchObject({ status: 503, error: { code: "store_unavailable" } });
});

test("other interceptors and progress go on working", async () => {
  const tagged: HttpInterceptorFn = (request, next) => next(request.clone({ setHeaders: { "X-Tag": "1" } }));
  const { http, server } = await page({ more: [tagged] });
  const events = http.get(at("/profile"), { observe: "events", reportProgress: true }).pipe(toArray());
  const kinds = (await lastValueFrom(events)).map(({ type }) => type);
  expect(kinds).toEqual(expect.arrayContaining([HttpEventType.Sent, HttpEventType.DownloadProgress, HttpEventType.Response]));
  expect(kinds.at(-1)).toBe(HttpEventType.Response);
  expect(server.seen[0]?.request.headers.get("X-Tag")).toBe("1");
});

test("with another transport the access token goes along, and never comes back to the app", async () => {
  const one = browser();
  const client = one.tab({ transport: memoryTransport() });
  await client.signIn({ username: "ada", password: "engine" });
  const http = app(client, one.fetch);
  one.server.advance(301);
  await lastValueFrom(http.post(at("/profile"), profile));
  expect(one.server.seen.at(-1)?.request.headers.get("Authorization")).toMatch(/^JWT /);
  const answer = await lastValueFrom(http.post<object>(`${origin}/auth/refresh`, null));
  expect(answer).toMatchObject({ authenticated: true });
  expect(answer).not.toHaveProperty("accessToken");
});

test("the signal is readonly and says who", () => {
  expectTypeOf(injectSession).returns.toEqualTypeOf<Signal<Session | Visitor | undefined>>();
  expectTypeOf<ReturnType<typeof injectSession>>().not.toHaveProperty("set");
  expectTypeOf(sallyportInterceptor).toEqualTypeOf<HttpInterceptorFn>();
});
