/** The page's own address as a return target. It is a path, because the server accepts nothing else. */
export function currentPath(): string {
  const { pathname, search, hash } = location;
  return pathname + search + hash;
}

/** The promise never settles: code that waits for it must not run in a page that is about to be unloaded. */
export function navigateTo(address: URL): Promise<never> {
  location.assign(address);
  return new Promise(() => {});
}

/** The path of a provider's endpoint. */
export function providerPath(provider: string, name: string): string {
  return `/social/${encodeURIComponent(provider)}/${name}`;
}
