import type { Session, Visitor } from "@sallyport/client";
import { tokensInStorage } from "./places.js";

/** One refresh token of a session, from the refresh that brought it to the one that spent it. */
export interface Generation {
  readonly number: number;
  readonly bornAt: number;
  spentAt?: number;
}

/** The refresh tokens of the present session, as far as this page has seen them come. */
export interface Family {
  readonly generations: readonly Generation[];
  hear(answer: Session | Visitor): void;
  onGrown(hear: () => void): () => void;
  /** The token of a generation; only where script can have one. */
  tokenOf(generation: Generation): string | undefined;
}

export function createFamily(): Family {
  // Out of reach of everything else on the page: a thief keeps what he copies to himself.
  const tokens = new WeakMap<Generation, string>();
  const listeners = new Set<() => void>();
  let generations: Generation[] = [];
  let seen = { id: "", mark: "" };
  const grow = (id: string, mark: string, token: string | undefined) => {
    const before = seen.id === id ? generations.at(-1) : undefined;
    if (!before) generations = [];
    else before.spentAt = performance.now();
    seen = { id, mark };
    const born: Generation = { number: (before?.number ?? 0) + 1, bornAt: performance.now() };
    if (token) tokens.set(born, token);
    generations = [...generations, born];
    for (const hear of listeners) hear();
  };
  return {
    get generations() {
      return generations;
    },
    hear: (answer) => {
      if (!answer.authenticated) return;
      const { id, transport } = answer.session;
      const token = transport === "header" ? tokensInStorage().refreshToken : undefined;
      // The access token's end moves with each refresh, and so tells of those that script sees nothing else of.
      const mark = token ?? answer.accessExpiresAt;
      if (seen.id !== id || seen.mark !== mark) grow(id, mark, token);
    },
    onGrown: (hear) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    tokenOf: (generation) => tokens.get(generation),
  };
}
