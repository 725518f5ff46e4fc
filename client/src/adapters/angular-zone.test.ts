// @vitest-environment jsdom
import "zone.js";
import "@angular/compiler";
import { effect, NgZone, provideZoneChangeDetection } from "@angular/core";
import { TestBed } from "@angular/core/testing";
import { lastValueFrom } from "rxjs";
import { beforeEach, expect, test, vi } from "vitest";
import { angularPage, at, profile } from "../../test/angular.js";
import { injectSession } from "./angular.js";

const page = () => angularPage({ scheduling: provideZoneChangeDetection() });

// The version that zone.js patches does not recognize jsdom's document.
beforeEach(() => void vi.spyOn(document, "addEventListener").mockImplementation(() => undefined));

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
});

test("the answer is delivered in the zone of its request, so that change detection runs", async () => {
  const { http, server } = await page();
  server.advance(301);
  const zone = TestBed.inject(NgZone);
  const inside: boolean[] = [];
  const ask = () =>
    new Promise<void>((resolve) =>
      http.post(at("/profile"), profile).subscribe({ next: () => inside.push(NgZone.isInAngularZone()), complete: resolve }),
    );
  await zone.run(ask);
  await zone.runOutsideAngular(ask);
  await zone.run(() => new Promise<void>((resolve) => http.get(at("/nothing")).subscribe({ error: () => (inside.push(NgZone.isInAngularZone()), resolve()) })));
  expect(inside).toEqual([true, false, true]);
});
