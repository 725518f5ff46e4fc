import { HttpClient, HttpErrorResponse, provideHttpClient, withFetch, withInterceptors, type HttpInterceptorFn } from "@angular/common/http";
import { provideZonelessChangeDetection, type EnvironmentProviders } from "@angular/core";
import { TestBed } from "@angular/core/testing";
import { BrowserTestingModule, platformBrowserTesting } from "@angular/platform-browser/testing";
import { afterEach, beforeAll, expect, vi } from "vitest";
import { provideSallyport, sallyportInterceptor } from "../src/adapters/angular.js";
import type { Client } from "../src/index.js";
import { browser } from "./browser.js";
import { origin } from "./fake-server.js";

export interface AppOptions {
  readonly scheduling?: EnvironmentProviders;
  readonly more?: readonly HttpInterceptorFn[];
}

beforeAll(() => TestBed.initTestEnvironment(BrowserTestingModule, platformBrowserTesting()));
afterEach(() => {
  TestBed.resetTestingModule();
  vi.unstubAllGlobals();
});

/** The HttpClient of an Angular app with this client. */
export function app(client: Client, fetch: typeof globalThis.fetch, options: AppOptions = {}): HttpClient {
  const { scheduling = provideZonelessChangeDetection(), more = [] } = options;
  vi.stubGlobal("fetch", fetch);
  const http = provideHttpClient(withFetch(), withInterceptors([sallyportInterceptor, ...more]));
  TestBed.configureTestingModule({ providers: [scheduling, provideSallyport(client), http] });
  return TestBed.inject(HttpClient);
}

/** A signed-in client and the app's HttpClient. */
export async function angularPage(options?: AppOptions) {
  const one = browser();
  const { client, session } = await one.signedIn();
  return { ...one, client, session, http: app(client, one.fetch, options) };
}

export const profile = { displayName: "Countess", bio: "" };
export const at = (path: string) => `${origin}/api${path}`;

export function failure(sent: Promise<unknown>): Promise<HttpErrorResponse> {
  return sent.then(
    () => expect.unreachable(),
    (error: unknown) => error as HttpErrorResponse,
  );
}
