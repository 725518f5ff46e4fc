import type { SallyportError } from "../api/sallyport-error.js";

const shortest = 1_000;
const longest = 60_000;
/** A timer for longer than 2^31 milliseconds fires at once. */
const longestTimer = 2e9;

/**
 * How long to wait before the next attempt, in milliseconds: as long as `Retry-After` says, and at least twice as long after
 * each failure. The delay has jitter, because all clients of a server that comes back failed at the same time.
 */
export function backOff(failures: number, error: unknown): number {
  const asked = (error as SallyportError).retryAfter ?? 0;
  const pause = Math.max(asked * 1_000, Math.min(shortest * 2 ** failures, longest));
  return Math.min(pause * (1 + Math.random() / 2), longestTimer);
}
