/**
 * Resolves an address as the page does. Code that calls the global `fetch`, axios or Angular expects that; the client would
 * resolve it against its `baseUrl`.
 */
export function pageAddress(address: string | URL): string | URL {
  const page = globalThis.document?.baseURI ?? globalThis.location?.href;
  return page !== undefined && URL.canParse(address, page) ? new URL(address, page) : address;
}
