import type * as Seldom from "../seldom.js";
import type * as SignedIn from "../while-signed-in.js";
import type { Connection } from "./connection.js";
import { orNoAnswer } from "./send.js";

export function later(): Promise<typeof Seldom> {
  return orNoAnswer(import("../seldom.js"));
}

export function signedIn(): Promise<typeof SignedIn> {
  return orNoAnswer(import("../while-signed-in.js"));
}

type Verb = typeof Seldom;
type Spoken = Record<keyof Verb, (...all: unknown[]) => unknown>;
type Rest<F> = F extends (connection: Connection, ...rest: infer R) => unknown ? R : never;

/** A verb of {@link Seldom}, to be called as if it were here. */
export function seldom<K extends keyof Verb>(connection: Connection, name: K) {
  return async (...rest: Rest<Verb[K]>): Promise<Awaited<ReturnType<Verb[K]>>> =>
    ((await later()) as unknown as Spoken)[name](connection, ...rest) as Awaited<ReturnType<Verb[K]>>;
}
