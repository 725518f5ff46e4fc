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

// What zone.js makes of it does not recognise jsdom's document.
beforeEach(() => void vi.spyOn(document, "addEventListener").mockImplementation(() => undefined));

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
});

test("the answer is delivered in the zone it was asked for in, or change detection would not see it", async () => {
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
