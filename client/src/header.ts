import type { ClientTransport } from "./api/transport.js";
import { tokenInterceptor, type Tokens } from "./lib/token-interceptor.js";

/**
 * Where tokens are kept: `sessionStorage`, `localStorage`, or any object with these three methods of the web's `Storage`.
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
  /** By default a variable, which is empty after a reload. */
  readonly storage?: TokenStorage;
  /** Origins of other APIs that are sent the access token, with no cookie and no CSRF token. */
  readonly origins?: readonly string[];
}

/**
 * The transport `header`. Script holds both tokens, and no cookie is used. It is for code that runs no third-party script (a
 * browser extension, a desktop shell), and for migrating an app that keeps its tokens this way today. The server must list
 * the transport.
 *
 * In a page, script injected anywhere into the origin can also steal the refresh token and stay signed in from elsewhere until
 * the session ends. With `localStorage` a warning on the console says so. Tabs that share a storage share the session. A
 * duplicated tab copies `sessionStorage`; the server treats the
 * one that refreshes later as a thief and ends the session.
 *
 * @throws TypeError for an entry of `origins` that is more than an origin.
 *
 * @example
 * ```ts
 * import { createClient } from "@sallyport/client";
 * import { headerTransport } from "@sallyport/client/header";
 *
 * const client = createClient({ transport: headerTransport({ storage: sessionStorage }) });
 * ```
 */
export function headerTransport({ storage = inMemory(), origins = [] }: HeaderOptions = {}): ClientTransport {
  if (storage === windowStorage("localStorage")) {
    console.warn(
      "Sallyport: the access and refresh tokens are kept in localStorage, where any script of this origin can read them " +
        "and carry them off. The default transport keeps them in HttpOnly cookies, out of script's reach.",
    );
  }
  return {
    perTab: storage !== windowStorage("localStorage"),
    ...tokenInterceptor("header", origins, (server) => {
      const key = `sallyport ${server}`;
      let unstored: Tokens | undefined;
      return {
        read: () => unstored ?? readTokens(storage, key),
        write: (tokens) => {
          unstored = undefined;
          try {
            if (tokens.refreshToken) storage.setItem(key, JSON.stringify(tokens));
            else storage.removeItem(key);
          } catch {
            // The storage is full, or this page may not use it. The tokens stay in a variable until the next reload.
            unstored = tokens;
          }
        },
      };
    }),
  };
}

function inMemory(): TokenStorage {
  let value: string | null = null;
  return { getItem: () => value, setItem: (_, text) => void (value = text), removeItem: () => void (value = null) };
}

// Where the browser allows no storage, the mere access throws.
function windowStorage(name: "localStorage"): Storage | undefined {
  try {
    return globalThis[name];
  } catch {
    return undefined;
  }
}

// Any script may have written there. Whatever it wrote, the worst result is that there are no tokens.
function readTokens(storage: TokenStorage, key: string): Tokens {
  try {
    const kept = Object.entries(JSON.parse(storage.getItem(key)!) as object);
    // A header value cannot contain anything else.
    return Object.fromEntries(kept.filter(([, token]) => typeof token === "string" && /^[!-~]+$/.test(token)));
  } catch {
    return {};
  }
}
