/** The only origin that the CSRF token may be sent to, and how addresses are resolved against it. */
export interface ServerOrigin {
  /** Whether the page itself has this origin. */
  readonly isPage: boolean;
  /** One of the server's own addresses. */
  endpoint(path: string): URL;
  resolve(address: string | URL): URL;
  matches(url: URL): boolean;
}

export function serverOrigin(baseUrl: string): ServerOrigin {
  const page = globalThis.location?.href;
  if (!baseUrl && !page) throw new TypeError("Outside a page, give a baseUrl.");
  // Without a baseUrl the server's origin is the page's, never that of a <base> element, which injected markup could add.
  const server = new URL(baseUrl, page);
  return {
    isPage: !!page && sameOrigin(server, new URL(page)),
    endpoint: (path) => new URL(path, new URL("/", server)),
    // The same as `fetch`: against the page's current address and its <base>.
    resolve: (address) => new URL(address, baseUrl ? server : (globalThis.document?.baseURI ?? location.href)),
    matches: (url) => sameOrigin(url, server),
  };
}

// `url.origin` is not used: `blob:https://our.example/…` has our origin too, although no server of ours answers it.
// A prefix of the text is not used either: `https://our.example.evil.test` starts with `https://our.example`.
function sameOrigin(a: URL, b: URL): boolean {
  return a.protocol === b.protocol && a.host === b.host;
}
