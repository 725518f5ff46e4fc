import { HttpBackend, HttpErrorResponse, HttpEventType, HttpResponse, HttpXhrBackend } from "@angular/common/http";
import type { HttpEvent, HttpHandlerFn, HttpInterceptorFn, HttpRequest } from "@angular/common/http";
import { DestroyRef, InjectionToken, NgZone, inject, makeEnvironmentProviders, signal } from "@angular/core";
import type { EnvironmentProviders, Signal } from "@angular/core";
import { Observable, type Subscriber } from "rxjs";
import { SallyportError, type Client, type Fetch, type Session, type Visitor } from "../index.js";
import { pageAddress } from "../lib/page-address.js";
import { sendError } from "../lib/send.js";

type SessionSignal = Signal<Session | Visitor | undefined>;
type UnavailableSignal = Signal<SallyportError | undefined>;

const CLIENT = new InjectionToken<Client>("sallyport client");
const SESSION = new InjectionToken<SessionSignal>("sallyport session");
const UNAVAILABLE = new InjectionToken<UnavailableSignal>("sallyport unavailable");

/**
 * Provides the client to the app. It works with zone.js and without it (`provideZonelessChangeDetection()`).
 *
 * @example
 * ```ts
 * import { provideHttpClient, withFetch, withInterceptors } from "@angular/common/http";
 * import { bootstrapApplication } from "@angular/platform-browser";
 * import { createClient } from "@sallyport/client";
 * import { provideSallyport, sallyportInterceptor } from "@sallyport/client/angular";
 * import { App } from "./app";
 *
 * bootstrapApplication(App, {
 *   providers: [
 *     provideSallyport(createClient()),
 *     provideHttpClient(withFetch(), withInterceptors([sallyportInterceptor])),
 *   ],
 * });
 * ```
 */
export function provideSallyport(client: Client): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: CLIENT, useValue: client },
    { provide: SESSION, useFactory: () => sessionSignal(client) },
    { provide: UNAVAILABLE, useFactory: () => unavailableSignal(client) },
  ]);
}

function sessionSignal(client: Client): SessionSignal {
  const session = signal(client.current);
  inject(DestroyRef).onDestroy(client.onChange((answer) => session.set(answer)));
  void client.ready;
  return session.asReadonly();
}

function unavailableSignal(client: Client): UnavailableSignal {
  const error = signal(client.unavailable);
  const ends = [client.onUnavailable((latest) => error.set(latest)), client.onChange(() => error.set(undefined))];
  inject(DestroyRef).onDestroy(() => ends.forEach((end) => end()));
  void client.ready;
  return error.asReadonly();
}

/**
 * Who is signed in: the server's latest answer. It is `undefined` before the first answer, which the first call asks for. Call it
 * where `inject` may be called.
 *
 * @example
 * ```ts
 * import { Component, computed } from "@angular/core";
 * import { injectSession } from "@sallyport/client/angular";
 *
 * @Component({ selector: "app-greeting", template: "{{ name() }}" })
 * export class Greeting {
 *   readonly #session = injectSession();
 *   readonly name = computed(() => { const s = this.#session(); return s?.authenticated ? s.user.username : ""; });
 * }
 * ```
 */
export function injectSession(): Signal<Session | Visitor | undefined> {
  return inject(SESSION);
}

/**
 * Why there is no first answer yet, while the client tries in vain to get one: see `Client.unavailable`. Otherwise `undefined`. Call it
 * where `inject` may be called.
 *
 * @example
 * ```ts
 * import { Component, computed } from "@angular/core";
 * import { injectUnavailable } from "@sallyport/client/angular";
 *
 * @Component({ selector: "app-outage", template: "{{ text() }}" })
 * export class Outage {
 *   readonly #error = injectUnavailable();
 *   readonly text = computed(() => { const e = this.#error(); return e ? `No answer yet (${e.code}). Trying again …` : ""; });
 * }
 * ```
 */
export function injectUnavailable(): Signal<SallyportError | undefined> {
  return inject(UNAVAILABLE);
}

/**
 * The client, for signing in and out. Call it where `inject` may be called.
 *
 * @example
 * ```ts
 * import { Component } from "@angular/core";
 * import { injectClient } from "@sallyport/client/angular";
 *
 * @Component({ selector: "app-sign-out", template: `<button (click)="signOut()">Sign out</button>` })
 * export class SignOut {
 *   readonly #client = injectClient();
 *   signOut(): void { void this.#client.signOut(); }
 * }
 * ```
 */
export function injectClient(): Client {
  return inject(CLIENT);
}

/**
 * The interceptor for `HttpClient`. Requests to the server's own origin carry cookies and the CSRF token (or the Authorization
 * header of another transport). An expired access token is refreshed, and the request is repeated with its body. Requests to
 * any other origin are left unchanged. Angular's own XSRF protection may stay on: its header is replaced, not added twice.
 * Unsubscribing aborts the request.
 *
 * Errors are still `HttpErrorResponse`. When the refresh itself failed, or the server answered an unsafe request with a
 * redirect (`redirected`), the `error` of the response is the `SallyportError`.
 *
 * Use it with `withFetch()`. Only `fetch` can forbid the browser to send the CSRF token again after a redirect to another
 * origin. XMLHttpRequest sends it to any origin that allows the header.
 *
 * @example
 * ```ts
 * import { provideHttpClient, withFetch, withInterceptors } from "@angular/common/http";
 * import { sallyportInterceptor } from "@sallyport/client/angular";
 *
 * provideHttpClient(withFetch(), withInterceptors([sallyportInterceptor]));
 * ```
 */
export const sallyportInterceptor: HttpInterceptorFn = (request, next) => {
  const client = inject(CLIENT);
  const zone = inject(NgZone);
  const byXhr = inject(HttpBackend) instanceof HttpXhrBackend;
  return new Observable((subscriber) => {
    // zone.js does not see the continuation of the client's own `await`, so change detection would not run.
    const enter = NgZone.isInAngularZone() ? <T>(run: () => T) => zone.run(run) : <T>(run: () => T) => run();
    const unsubscribed = new AbortController();
    const intercepted = new InterceptedRequest({ request, next, byXhr, enter }, subscriber);
    void intercepted.run(client, unsubscribed.signal);
    return () => unsubscribed.abort();
  });
};

interface Interception {
  readonly request: HttpRequest<unknown>;
  readonly next: HttpHandlerFn;
  readonly byXhr: boolean;
  enter<T>(run: () => T): T;
}

type Answer = HttpResponse<unknown> | HttpErrorResponse;

/** One request of the app. It is sent as often as the client asks for it. */
class InterceptedRequest {
  readonly #answers = new Map<Response, Answer>();
  #latest: Answer | undefined;

  constructor(
    readonly interception: Interception,
    readonly subscriber: Subscriber<HttpEvent<unknown>>,
  ) {}

  async run(client: Client, signal: AbortSignal): Promise<void> {
    const { request, enter } = this.interception;
    const { subscriber } = this;
    try {
      const address = pageAddress(request.urlWithParams);
      const response = await client.through((input) => this.#send(input, signal), address, { method: request.method, signal });
      const answer = this.#answers.get(response) ?? (await this.#withoutTokens(response));
      enter(() => (answer instanceof HttpErrorResponse ? subscriber.error(answer) : (subscriber.next(answer), subscriber.complete())));
    } catch (error) {
      if (!signal.aborted) enter(() => subscriber.error(inAngularForm(error, request)));
    }
  }

  #send(input: Parameters<Fetch>[0], signal: AbortSignal): Promise<Response> {
    const { request, next, byXhr, enter } = this.interception;
    const ready = input instanceof Request ? withRequestOptions(request, input, byXhr) : request;
    return new Promise((resolve, reject) => {
      const settle = (answer: Answer) => {
        this.#latest = answer;
        const response = asResponse(answer);
        this.#answers.set(response, answer);
        resolve(response);
      };
      const subscription = enter(() =>
        next(ready).subscribe({
          next: (event) => (event.type === HttpEventType.Response ? settle(event) : this.subscriber.next(event)),
          error: (error: unknown) => {
            if (!(error instanceof HttpErrorResponse)) reject(error);
            else if (error.status) settle(error);
            // FetchBackend reports a redirect that was not followed with the error `null`. A failure to send has an error.
            else reject(error.error === null ? sendError() : error);
          },
        }),
      );
      signal.addEventListener("abort", () => (subscription.unsubscribe(), reject(signal.reason as Error)));
    });
  }

  /** A response that is not in `#answers` was made by the transport, which has taken the tokens out of it. */
  async #withoutTokens(response: Response): Promise<HttpResponse<unknown>> {
    const body: unknown = this.interception.request.responseType === "json" ? await response.json() : await response.text();
    return (this.#latest as HttpResponse<unknown>).clone({ body });
  }
}

function withRequestOptions(request: HttpRequest<unknown>, sent: Request, byXhr: boolean): HttpRequest<unknown> {
  const { credentials, mode, redirect } = sent;
  const setHeaders = Object.fromEntries(sent.headers);
  if (byXhr) return request.clone({ setHeaders, withCredentials: credentials === "include" });
  return request.clone({ setHeaders, withCredentials: false, credentials, mode, redirect });
}

/** The answer as a Response, with as much of it as the client reads. */
function asResponse(answer: Answer): Response {
  const { status, headers } = answer;
  const known = new Headers(headers.keys().map((name): [string, string] => [name, headers.getAll(name)!.join(", ")]));
  const bodiless = [204, 205, 304].includes(status);
  return new Response(bodiless ? null : text(answer), { status, headers: known });
}

// The body is serialized only if it is read: of most answers the client needs the status only.
function text(answer: Answer): ReadableStream<Uint8Array> {
  const body: unknown = answer instanceof HttpErrorResponse ? answer.error : answer.body;
  const raw = typeof body === "string" || body instanceof Blob || body instanceof ArrayBuffer;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    controller.enqueue(new Uint8Array(await new Response(raw ? body : JSON.stringify(body)).arrayBuffer()));
    controller.close();
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

function inAngularForm(error: unknown, request: HttpRequest<unknown>): unknown {
  if (!(error instanceof SallyportError)) return error;
  if (error.cause instanceof HttpErrorResponse) return error.cause;
  return new HttpErrorResponse({ error, status: error.status, statusText: error.code, url: request.urlWithParams });
}
