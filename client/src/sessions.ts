import { guardedFetch } from "./guarded-fetch.js";
import type { Connection } from "./lib/connection.js";
import { readList } from "./lib/read-list.js";

/**
 * One of the signed-in person's own sessions. All times are ISO 8601 in UTC, by the server's clock.
 *
 * @example
 * ```ts
 * const line = (s: DeviceSession) => `${s.device ?? "Unknown device"}${s.current ? " (this one)" : ""}`;
 * ```
 */
export interface DeviceSession {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  /** When it was last refreshed, to the minute. */
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  /** As its User-Agent names it, such as "Firefox 153 on Linux"; `null` when that names nothing. */
  readonly device: string | null;
  /** Where it was last refreshed from. */
  readonly ip: string | null;
}

export async function sessions(connection: Connection): Promise<DeviceSession[]> {
  return readList(await guardedFetch(connection, connection.endpoint("/sessions")));
}
