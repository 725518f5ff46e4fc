import type { Session, Visitor } from "@sallyport/client";
import { tokensInStorage } from "./transports.js";

/** One refresh token of the session, from the refresh that issued it to the refresh that rotated it. */
export interface Generation {
  readonly number: number;
  readonly issuedAt: number;
  rotatedAt?: number;
}

/** The refresh tokens of the current session, as far as this page has seen them. */
export interface RefreshTokenFamily {
  readonly generations: readonly Generation[];
  observe(answer: Session | Visitor): void;
  onRotation(listener: () => void): () => void;
  /** The token of a generation, where script can have one at all. */
  tokenOf(generation: Generation): string | undefined;
}

export function createRefreshTokenFamily(): RefreshTokenFamily {
  // In a closure, which no other script of the page can reach. A thief would hide the tokens that he copied, too.
  const tokens = new WeakMap<Generation, string>();
  const listeners = new Set<() => void>();
  let generations: Generation[] = [];
  let latest = { id: "", mark: "" };
  const add = (id: string, mark: string, token: string | undefined) => {
    const before = latest.id === id ? generations.at(-1) : undefined;
    if (!before) generations = [];
    else before.rotatedAt = performance.now();
    latest = { id, mark };
    const added: Generation = { number: (before?.number ?? 0) + 1, issuedAt: performance.now() };
    if (token) tokens.set(added, token);
    generations = [...generations, added];
    for (const listener of listeners) listener();
  };
  return {
    get generations() {
      return generations;
    },
    observe: (answer) => {
      if (!answer.authenticated) return;
      const { id, transport } = answer.session;
      const token = transport === "header" ? tokensInStorage().refreshToken : undefined;
      // Each refresh moves the expiry of the access token. It shows a rotation where script cannot see the refresh token.
      const mark = token ?? answer.accessExpiresAt;
      if (latest.id !== id || latest.mark !== mark) add(id, mark, token);
    },
    onRotation: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tokenOf: (generation) => tokens.get(generation),
  };
}
