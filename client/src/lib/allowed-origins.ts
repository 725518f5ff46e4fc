/**
 * Says whether a URL belongs to one of these origins.
 *
 * @throws TypeError for an entry that is more than an origin: a path in it would promise a restriction that is not enforced.
 */
export function allowedOrigins(origins: readonly string[]): (url: URL) => boolean {
  const allowed = origins.map((origin) => {
    const url = new URL(origin);
    if (url.origin !== origin) throw new TypeError(`"${origin}" is no origin: write "${url.origin}".`);
    return url.origin;
  });
  // A blob: URL has the origin of the page that made it, and no server behind it.
  return (url) => /^https?:$/.test(url.protocol) && allowed.includes(url.origin);
}
