/** The page's own address as a return target: a path, for the server takes nothing else. */
export function here(): string {
  const { pathname, search, hash } = location;
  return pathname + search + hash;
}

/** Never settles: whoever waited would go on in a page that is about to go. */
export function leaveFor(address: URL): Promise<never> {
  location.assign(address);
  return new Promise(() => {});
}

/** The address of something of a provider's. */
export function ofProvider(provider: string, name: string): string {
  return `/social/${encodeURIComponent(provider)}/${name}`;
}
