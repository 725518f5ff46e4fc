import type { SallyportError } from "../sallyport-error.js";

const shortest = 1_000;
const longest = 60_000;
/** A timer for longer than 2^31 milliseconds goes off at once. */
const longestTimer = 2e9;

/**
 * How long to leave a server in peace, in milliseconds: as long as it asked for, else twice as long after each failure.
 * Scattered, since all the clients of a server that comes back had their failures at the same time.
 */
export function backOff(failures: number, error: unknown): number {
  const asked = (error as SallyportError).retryAfter ?? 0;
  const pause = Math.max(asked * 1_000, Math.min(shortest * 2 ** failures, longest));
  return Math.min(pause * (1 + Math.random() / 2), longestTimer);
}
