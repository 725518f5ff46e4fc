/** The one origin the CSRF token may be sent to, and how addresses are read against it. */
export interface OwnOrigin {
  /** Whether the page itself comes from there. */
  readonly isPage: boolean;
  /** One of the server's own addresses. */
  endpoint(path: string): URL;
  resolve(address: string | URL): URL;
  owns(url: URL): boolean;
}

export function ownOrigin(baseUrl: string): OwnOrigin {
  const page = globalThis.location?.href;
  if (!baseUrl && !page) throw new TypeError("Outside a page, give a baseUrl.");
  // With no baseUrl our origin is the page's, never that of a <base> element that markup injection could have added.
  const own = new URL(baseUrl, page);
  return {
    isPage: !!page && sameOrigin(own, new URL(page)),
    endpoint: (path) => new URL(path, new URL("/", own)),
    // As `fetch` reads it: against the page's address of the moment, and a <base>.
    resolve: (address) => new URL(address, baseUrl ? own : (globalThis.document?.baseURI ?? location.href)),
    owns: (url) => sameOrigin(url, own),
  };
}

// Not `url.origin`: that of `blob:https://our.example/…` is ours too, although nothing of ours answers there.
// And never a prefix of the text: `https://our.example.evil.test` starts with `https://our.example`.
function sameOrigin(a: URL, b: URL): boolean {
  return a.protocol === b.protocol && a.host === b.host;
}
