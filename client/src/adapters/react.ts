"use client";

import { createContext, createElement, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import type { FunctionComponentElement, ProviderProps, ReactNode } from "react";
import type { Client, SallyportError, Session, User, Visitor } from "../index.js";
import { stableUser } from "../lib/stable-user.js";

/**
 * Who is signed in, as a component sees it. The status is `loading` until the first answer, or `unavailable` while the client tries in
 * vain to get one; `error` says why (see {@link Client.unavailable}). `user` stays the same object while
 * nothing about the user changes, so it can be a dependency of an effect. `session` is a new object after each refresh.
 *
 * @example
 * ```tsx
 * import type { SessionState } from "@sallyport/client/react";
 *
 * function Name({ session }: { session: SessionState }) {
 *   return session.status === "signed-in" ? <p>{session.user.username}</p> : null;
 * }
 * ```
 */
export type SessionState =
  | { readonly status: "loading" }
  | { readonly status: "unavailable"; readonly error: SallyportError }
  | { readonly status: "signed-in"; readonly user: User; readonly session: Session }
  | { readonly status: "signed-out" };

/**
 * What {@link SallyportProvider} takes.
 *
 * @example
 * ```tsx
 * import type { SallyportProviderProps } from "@sallyport/client/react";
 *
 * const props: SallyportProviderProps = { client: createClient(), children: <App /> };
 * ```
 */
export interface SallyportProviderProps {
  /** One for each page. Create it outside of components, or in `useState(() => …)`. */
  readonly client: Client;
  readonly children?: ReactNode;
}

interface ContextValue {
  readonly client: Client;
  /** The answer at the first rendering, which is the one the server rendered. */
  readonly first: Session | Visitor | undefined;
  state: SessionState;
}

const loading: SessionState = { status: "loading" };
const signedOut: SessionState = { status: "signed-out" };

const Context = createContext<ContextValue | undefined>(undefined);

/**
 * Provides the client to the components below it, and asks who is signed in.
 *
 * @example
 * ```tsx
 * import { createRoot } from "react-dom/client";
 * import { createClient } from "@sallyport/client";
 * import { SallyportProvider } from "@sallyport/client/react";
 *
 * const client = createClient();
 * createRoot(element).render(<SallyportProvider client={client}><App /></SallyportProvider>);
 * ```
 */
export function SallyportProvider({
  client,
  children,
}: SallyportProviderProps): FunctionComponentElement<ProviderProps<ContextValue | undefined>> {
  const value = useRef<ContextValue>(undefined);
  if (value.current?.client !== client) value.current = { client, first: client.current, state: loading };
  useEffect(() => void client.ready, [client]);
  return createElement(Context.Provider, { value: value.current }, children);
}

/**
 * Who is signed in. The component renders again when that changes, in this tab or another one.
 *
 * @example
 * ```tsx
 * import { useSession } from "@sallyport/client/react";
 *
 * function Greeting() {
 *   const session = useSession();
 *   if (session.status === "loading") return null;
 *   if (session.status === "unavailable") return <p role="status">No answer yet ({session.error.code}). Trying again …</p>;
 *   return session.status === "signed-in" ? <Profile user={session.user} /> : <SignIn />;
 * }
 * ```
 */
export function useSession(): SessionState {
  const value = useContextValue();
  const { client, first } = value;
  const answer = useSyncExternalStore(
    client.onChange,
    () => client.current,
    // A part of the page that is hydrated late must match what the server rendered, whatever has changed since.
    () => first,
  );
  const error = useSyncExternalStore(
    client.onUnavailable,
    () => client.unavailable,
    () => undefined,
  );
  return (value.state = stateOf(answer, value.state, error));
}

/**
 * The client, for signing in and out and for requests.
 *
 * @example
 * ```tsx
 * import { useClient } from "@sallyport/client/react";
 *
 * function SignOut() {
 *   const client = useClient();
 *   return <button onClick={() => void client.signOut()}>Sign out</button>;
 * }
 * ```
 */
export function useClient(): Client {
  return useContextValue().client;
}

function useContextValue(): ContextValue {
  const value = useContext(Context);
  if (!value) throw new Error("useSession and useClient need a <SallyportProvider client={…}> around them.");
  return value;
}

function stateOf(answer: Session | Visitor | undefined, before: SessionState, error?: SallyportError): SessionState {
  // With a refresh cookie the person may still be signed in. Only the refresh can tell.
  if (!answer?.authenticated && (!answer || answer.refreshable)) return error ? unavailable(error, before) : loading;
  if (!answer.authenticated) return signedOut;
  if (before.status !== "signed-in") return { status: "signed-in", user: answer.user, session: answer };
  if (before.session === answer) return before;
  return { status: "signed-in", user: stableUser(before.user, answer.user)!, session: answer };
}

function unavailable(error: SallyportError, before: SessionState): SessionState {
  return before.status === "unavailable" && before.error === error ? before : { status: "unavailable", error };
}
