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
  /** The device as its User-Agent names it, such as "Firefox 153 on Linux"; `null` when the User-Agent names none. */
  readonly device: string | null;
  /** The address it was last refreshed from. */
  readonly ip: string | null;
}
