/** Calls made while one run is under way share its result. The next call after it starts a new run. */
export interface SingleFlight<T> {
  run(): Promise<T>;
  /** Resolves when no run is under way any more, whatever its result. */
  settled(): Promise<unknown>;
}

export function singleFlight<T>(start: () => Promise<T>): SingleFlight<T> {
  let current: Promise<T> | undefined;
  return {
    run: () => (current ??= start().finally(() => (current = undefined))),
    settled: async () => current?.catch(() => undefined),
  };
}
