type Locked<T> = (lock: object | null) => Promise<T>;

/** The part of the Web Locks API that the client needs: exclusive locks, granted in the order of requests. Node 20 has none. */
export class WebLocks {
  readonly #queues = new Map<string, Promise<unknown>[]>();

  /** How many requests hold a lock or wait for one. */
  get waiting(): number {
    return [...this.#queues.values()].flat().length;
  }

  request<T>(name: string, run: Locked<T>): Promise<T>;
  request<T>(name: string, options: LockOptions, run: Locked<T>): Promise<T>;
  async request<T>(name: string, ...how: [Locked<T>] | [LockOptions, Locked<T>]): Promise<T> {
    const [options, run] = how.length === 1 ? [{}, how[0]] : how;
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    if (options.ifAvailable && queue.length > 0) return run(null);
    let leave = () => {};
    const turn = new Promise<void>((resolve) => (leave = resolve));
    const before = queue.at(-1);
    queue.push(turn);
    try {
      await Promise.race([before, aborted(options.signal)]);
      return await run({ name });
    } finally {
      // A request that gave up leaves the queue. The next one then waits for the request before it.
      void Promise.resolve(before).then(() => {
        queue.splice(queue.indexOf(turn), 1);
        leave();
      });
    }
  }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}
