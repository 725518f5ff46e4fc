import type { ClientTransport } from "./client.js";
import { carrying, type Tokens } from "./lib/carrying.js";

/**
 * Where tokens are kept: a part of the web's `Storage`, so that `sessionStorage`, `localStorage` and anything with these
 * three methods will do.
 *
 * @example
 * ```ts
 * const kept = new Map<string, string>();
 * const storage: TokenStorage = {
 *   getItem: (key) => kept.get(key) ?? null,
 *   setItem: (key, value) => void kept.set(key, value),
 *   removeItem: (key) => void kept.delete(key),
 * };
 * ```
 */
export type TokenStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Where the transport `header` keeps its tokens.
 *
 * @example
 * ```ts
 * const options: HeaderOptions = { storage: sessionStorage };
 * ```
 */
export interface HeaderOptions {
  /** By default a variable, which a reload empties. */
  readonly storage?: TokenStorage;
  /** Origins of other APIs that are sent the access token, with no cookie and no CSRF token. */
  readonly origins?: readonly string[];
}

/**
 * The transport `header`: both tokens are in script's hands and no cookie is used. For code that runs no foreign script
 * (a browser extension, a desktop shell), and for moving an app that keeps its tokens so today; the server must list
 * the transport.
 *
 * In a page, script injected anywhere into the origin can carry off the refresh token, too, and be signed in from
 * elsewhere until the session ends: with `localStorage` the console is told so. Tabs that share a storage share the
 * session; a duplicated tab copies `sessionStorage`, and whichever of the two refreshes late is signed out as a thief.
 *
 * @throws TypeError for an entry of `origins` that is no whole origin.
 *
 * @example
 * ```ts
 * import { createClient } from "@sallyport/client";
 * import { headerTransport } from "@sallyport/client/header";
 *
 * const client = createClient({ transport: headerTransport({ storage: sessionStorage }) });
 * ```
 */
export function headerTransport({ storage = variable(), origins = [] }: HeaderOptions = {}): ClientTransport {
  if (storage === found("localStorage")) {
    console.warn(
      "Sallyport: the access and refresh tokens are kept in localStorage, where any script of this origin can read them " +
        "and carry them off. The default transport keeps them in HttpOnly cookies, out of script's reach.",
    );
  }
  return {
    perTab: storage !== found("localStorage"),
    ...carrying("header", origins, (server) => {
      const key = `sallyport ${server}`;
      let refused: Tokens | undefined;
      return {
        read: () => refused ?? find(storage, key),
        write: (tokens) => {
          refused = undefined;
          try {
            if (tokens.refreshToken) storage.setItem(key, JSON.stringify(tokens));
            else storage.removeItem(key);
          } catch {
            // Full, or forbidden to this page. Signed in until the next reload is better than not at all.
            refused = tokens;
          }
        },
      };
    }),
  };
}

function variable(): TokenStorage {
  let value: string | null = null;
  return { getItem: () => value, setItem: (_, text) => void (value = text), removeItem: () => void (value = null) };
}

// A page that may have none throws on the very name.
function found(name: "localStorage"): Storage | undefined {
  try {
    return globalThis[name];
  } catch {
    return undefined;
  }
}

// Whatever script may have put there: no tokens is the worst it can come to.
function find(storage: TokenStorage, key: string): Tokens {
  try {
    const kept = Object.entries(JSON.parse(storage.getItem(key)!) as object);
    // Nothing else can be in a header.
    return Object.fromEntries(kept.filter(([, token]) => typeof token === "string" && /^[!-~]+$/.test(token)));
  } catch {
    return {};
  }
}
