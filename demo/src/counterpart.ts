// A map: a plain object would know a host called "constructor".
const otherNames = new Map([
  ["localhost", "127.0.0.1"],
  ["127.0.0.1", "localhost"],
]);

/**
 * The same server under the other name of this computer, which browsers take for another site. Never from an address's
 * parameters: a page that attacks whatever a link names would be a weapon, not a demonstration.
 */
export function counterpart({ protocol, hostname, port }: Pick<Location, "protocol" | "hostname" | "port">): string | undefined {
  const other = otherNames.get(hostname);
  return other && `${protocol}//${other}${port && `:${port}`}`;
}
