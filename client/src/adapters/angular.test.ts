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
import { injectClient, injectSession, injectUnavailable, sallyportInterceptor } from "./angular.js";

test("an expired access token is refreshed and the request repeated with its body", async () => {
  const { http, server, session } = await page();
  server.advance(301);
  expect(await lastValueFrom(http.post(at("/profile"), profile))).toMatchObject({ displayName: "Countess" });
  expect(server.story).toEqual(["POST /api/profile 401", "POST /auth/refresh 200", "POST /api/profile 200"]);
  expect(server.seen[0]?.token).toBe(session.csrf.token);
});

test("the session is a signal that follows sign-in and sign-out", async () => {
  const { client } = await page();
  const session = TestBed.runInInjectionContext(injectSession);
  const seen: unknown[] = [];
  TestBed.runInInjectionContext(() => effect(() => void seen.push(session()?.authenticated)));
  TestBed.tick();
  await client.signOut();
  await vi.waitFor(() => expect(seen).toEqual([true, false]));
  expect(TestBed.runInInjectionContext(injectClient)).toBe(client);
});

test("the signal is undefined before the first answer, which it asks for", async () => {
  const one = browser();
  await one.signedIn();
  app(one.tab(), one.fetch);
  const session = TestBed.runInInjectionContext(injectSession);
  expect(session()).toBeUndefined();
  await vi.waitFor(() => expect(session()).toMatchObject({ user: { username: "ada" } }));
});

test("while the server does not list the page's origin, a signal says so, and then the session is known", async () => {
  const one = browser();
  await one.signedIn();
  one.server.listsPage = false;
  app(one.tab(), one.fetch);
  const error = TestBed.runInInjectionContext(injectUnavailable);
  const session = TestBed.runInInjectionContext(injectSession);
  await vi.waitFor(() => expect(error()?.code).toBe("origin_not_allowed"));
  one.server.listsPage = true;
  await vi.waitFor(() => expect(session()).toMatchObject({ user: { username: "ada" } }), 5_000);
  expect(error()).toBeUndefined();
});

test("a destroyed app is not called any more", async () => {
  const { client } = await page();
  const session = TestBed.runInInjectionContext(injectSession);
  TestBed.resetTestingModule();
  await client.signOut();
  expect(session()?.authenticated).toBe(true);
});

test("Angular's own XSRF header is replaced, because its cookie may belong to another tab's session", async () => {
  vi.stubGlobal("location", { href: `${origin}/page`, origin });
  const { http, server, session } = await page();
  // The same as Angular's own interceptor, which may run before this one or after it.
  const request = http.post(at("/echo"), "x", { responseType: "text", headers: { [header]: "from the cookie" } });
  await lastValueFrom(request);
  expect(server.seen[0]?.token).toBe(session.csrf.token);
});

test("no header is added to a request to another origin", async () => {
  const { http, otherOriginRequests } = await page();
  await lastValueFrom(http.post("https://evil.test/collect", "x", { responseType: "text" }));
  expect(otherOriginRequests.map(({ headers }) => headers.has(header))).toEqual([false]);
});

test("no redirect is followed with the CSRF token", async () => {
  const { http, server } = await page();
  await lastValueFrom(http.post(at("/echo"), "x", { responseType: "text" }));
  expect(server.seen[0]?.request).toMatchObject({ redirect: "manual", credentials: "include" });
});

test("an unsafe request that was answered with a redirect fails with redirected", async () => {
  const { http, server } = await page();
  server.faults.set("POST /api/payments", new Response(null, { status: 303, headers: { Location: "https://pay.test/" } }));
  const error = await failure(lastValueFrom(http.post(at("/payments"), "x")));
  expect(error).toMatchObject({ status: 0, error: { code: "redirected" } });
  expect(error).toBeInstanceOf(HttpErrorResponse);
  server.faults.set("POST /api/payments", "offline");
  expect(await failure(lastValueFrom(http.post(at("/payments"), "x")))).toMatchObject({ status: 0, error: expect.any(TypeError) as unknown });
});

test("parameters, forms and files are sent unchanged", async () => {
  const { http, server } = await page();
  server.advance(301);
  const form = new FormData();
  form.set("name", "Countess");
  const sent = http.post(at("/echo"), form, { responseType: "text", params: { size: "large" } });
  expect(await lastValueFrom(sent)).toMatch(/name="name"[^]*Countess/);
  expect(server.seen.at(-1)?.request.url).toBe(at("/echo?size=large"));
});

test("an unsubscribed request is aborted without an error", async () => {
  const { http, server } = await page();
  server.delays.set("GET /api/profile", new Promise(() => {}));
  const received: unknown[] = [];
  const hear = (word: unknown) => void received.push(word);
  const subscription = http.get(at("/profile")).subscribe({ next: hear, error: hear, complete: () => hear("complete") });
  await vi.waitFor(() => expect(server.seen).toHaveLength(1));
  subscription.unsubscribe();
  await vi.waitFor(() => expect(server.seen[0]?.request.signal.aborted).toBe(true));
  expect(received).toEqual([]);
});

test("a request unsubscribed during a refresh is not repeated", async () => {
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

test("a refusal is an HttpErrorResponse, also after a refused refresh", async () => {
  const { http, server } = await page();
  expect(await failure(lastValueFrom(http.get(at("/nothing"))))).toMatchObject({ status: 404, error: { code: "not_found" } });
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_expired" }, { status: 401 }));
  const error = await failure(lastValueFrom(http.get(at("/profile"), { responseType: "text" })));
  expect(error).toBeInstanceOf(HttpErrorResponse);
  expect([error.status, JSON.parse(error.error as string)]).toEqual([401, expect.objectContaining({ code: "access_expired" })]);
});

test("an error without an answer has the status 0 and says when it was the refresh", async () => {
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

test("other interceptors and progress events still work", async () => {
  const tagged: HttpInterceptorFn = (request, next) => next(request.clone({ setHeaders: { "X-Tag": "1" } }));
  const { http, server } = await page({ more: [tagged] });
  const events = http.get(at("/profile"), { observe: "events", reportProgress: true }).pipe(toArray());
  const kinds = (await lastValueFrom(events)).map(({ type }) => type);
  expect(kinds).toEqual(expect.arrayContaining([HttpEventType.Sent, HttpEventType.DownloadProgress, HttpEventType.Response]));
  expect(kinds.at(-1)).toBe(HttpEventType.Response);
  expect(server.seen[0]?.request.headers.get("X-Tag")).toBe("1");
});

test("another transport sends the access token, and the app never gets it", async () => {
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

test("the signal is readonly and has the type of an answer", () => {
  expectTypeOf(injectSession).returns.toEqualTypeOf<Signal<Session | Visitor | undefined>>();
  expectTypeOf<ReturnType<typeof injectSession>>().not.toHaveProperty("set");
  expectTypeOf(sallyportInterceptor).toEqualTypeOf<HttpInterceptorFn>();
});
