// A Map, because a plain object would have an entry for a host called "constructor".
const otherNames = new Map([
  ["localhost", "127.0.0.1"],
  ["127.0.0.1", "localhost"],
]);

/**
 * The origin of the same server under the other name of this computer, which is another site to a browser. It is never taken
 * from the parameters of an address: a page that attacks whatever a link names would be a weapon, not a demonstration.
 */
export function otherSiteOrigin({ protocol, hostname, port }: Pick<Location, "protocol" | "hostname" | "port">): string | undefined {
  const other = otherNames.get(hostname);
  return other && `${protocol}//${other}${port && `:${port}`}`;
}
