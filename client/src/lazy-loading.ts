import type { ClientContext } from "./lib/client-context.js";
import { orSendError } from "./lib/send.js";
import type * as OnDemand from "./on-demand.js";
import type * as WhileSignedIn from "./while-signed-in.js";

export function loadOnDemand(): Promise<typeof OnDemand> {
  return orSendError(import("./on-demand.js"));
}

export function loadWhileSignedIn(): Promise<typeof WhileSignedIn> {
  return orSendError(import("./while-signed-in.js"));
}

type Operations = typeof OnDemand;
type Callable = Record<keyof Operations, (...all: unknown[]) => unknown>;
type Rest<F> = F extends (context: ClientContext, ...rest: infer R) => unknown ? R : never;

/** A function that loads {@link OnDemand} and calls one of its operations. */
export function onDemand<K extends keyof Operations>(context: ClientContext, name: K) {
  return async (...rest: Rest<Operations[K]>): Promise<Awaited<ReturnType<Operations[K]>>> =>
    ((await loadOnDemand()) as unknown as Callable)[name](context, ...rest) as Awaited<ReturnType<Operations[K]>>;
}
