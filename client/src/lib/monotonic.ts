/**
 * When the access token ends, on the page's monotonic clock in milliseconds, or `undefined` when the answer has no
 * readable `Date` (another origin must list it in Access-Control-Expose-Headers).
 *
 * The local wall clock is never asked: people's clocks are minutes off, and jump. Both `Date` and the token's end come
 * from the server, and counting starts when the request left, so that a slow answer never lengthens the token's life.
 * `Date` counts whole seconds, so the result may be late by up to one.
 */
export function endOnPageClock(accessExpiresAt: string, headers: Headers, sentAt: number): number | undefined {
  const end = sentAt + Date.parse(accessExpiresAt) - Date.parse(headers.get("Date") ?? "");
  return isNaN(end) ? undefined : end;
}
