/** Tells the origins that were named, which must be whole ones: a path in them would promise what nothing keeps. */
export function allied(origins: readonly string[]): (url: URL) => boolean {
  const named = origins.map((origin) => {
    const url = new URL(origin);
    if (url.origin !== origin) throw new TypeError(`"${origin}" is no origin: write "${url.origin}".`);
    return url.origin;
  });
  // A blob: URL has the origin of whoever made it, and no server behind it.
  return (url) => /^https?:$/.test(url.protocol) && named.includes(url.origin);
}
