/**
 * What an address means to the page. Code that calls the global `fetch`, axios or Angular has the page in mind, and not
 * the client's `baseUrl`, against which the client would read it.
 */
export function pageAddress(address: string | URL): string | URL {
  const page = globalThis.document?.baseURI ?? globalThis.location?.href;
  return page !== undefined && URL.canParse(address, page) ? new URL(address, page) : address;
}
