/** Callers that come while one run is under way share its outcome; the next caller after it starts anew. */
export interface SingleFlight<T> {
  run(): Promise<T>;
  /** Resolves when nothing is under way any more, however that ended. */
  settled(): Promise<unknown>;
}

export function singleFlight<T>(start: () => Promise<T>): SingleFlight<T> {
  let underWay: Promise<T> | undefined;
  return {
    run: () => (underWay ??= start().finally(() => (underWay = undefined))),
    settled: async () => underWay?.catch(() => undefined),
  };
}
