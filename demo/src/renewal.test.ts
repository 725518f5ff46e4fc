import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepRenewed } from "./renewal.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function tokens(lifetime: number) {
  let end = performance.now() + lifetime * 1000;
  const at: number[] = [];
  const view = new AbortController();
  const state = { works: true, at, view };
  const client = {
    expiresInSeconds: () => Math.max(0, (end - performance.now()) / 1000),
    refresh: async () => {
      at.push(Math.round(performance.now() / 1000));
      if (!state.works) throw new Error("out of reach");
      end = performance.now() + lifetime * 1000;
      return undefined as never;
    },
  };
  keepRenewed(client, view.signal);
  return state;
}

test.each([3, 60, 300])("a token of %i seconds is renewed just before it ends, each time", async (lifetime) => {
  const { at } = tokens(lifetime);
  await vi.advanceTimersByTimeAsync(lifetime * 4000);
  expect(at.length).toBeGreaterThanOrEqual(3);
  expect(at.length).toBeLessThanOrEqual(6);
});

test("tokens that are born ended are asked for once a second, not in a storm", async () => {
  const { at } = tokens(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(at.length).toBeLessThanOrEqual(10);
});

test("a server out of reach is left ever longer in peace, and found again", async () => {
  const state = tokens(3);
  state.works = false;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(state.at.length).toBeLessThan(9);
  state.works = true;
  const before = state.at.length;
  await vi.advanceTimersByTimeAsync(70_000);
  expect(state.at.length).toBeGreaterThan(before);
});

test("a slow answer is waited for", async () => {
  const view = new AbortController();
  const refresh = vi.fn(() => new Promise<never>(() => undefined));
  keepRenewed({ expiresInSeconds: () => 0, refresh }, view.signal);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(refresh).toHaveBeenCalledOnce();
});

test("nothing is renewed once the view is gone", async () => {
  const { at, view } = tokens(3);
  view.abort();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(at).toEqual([]);
});
