/**
 * When the access token expires, in milliseconds on the page's monotonic clock. `undefined` when the answer has no readable
 * `Date` (another origin must list it in Access-Control-Expose-Headers).
 *
 * The local wall clock is not used: it may be minutes off, and it may jump. `Date` and the token's expiry both come from the
 * server. Counting starts when the request was sent, so that a slow answer never lengthens the token's life. `Date` counts
 * whole seconds, so the result may be up to one second late.
 */
export function expiryOnPageClock(accessExpiresAt: string, headers: Headers, sentAt: number): number | undefined {
  const expiry = sentAt + Date.parse(accessExpiresAt) - Date.parse(headers.get("Date") ?? "");
  return isNaN(expiry) ? undefined : expiry;
}
