"use client";

import { createContext, createElement, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import type { FunctionComponentElement, ProviderProps, ReactNode } from "react";
import type { Client, Session, User, Visitor } from "../index.js";
import { sameUser } from "../lib/same-user.js";

/**
 * Who is signed in, as a component sees it: `loading` until the first answer is there. `user` stays the same object while
 * nothing about them changes, for the dependencies of an effect; `session` is a new one after each renewal.
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
  | { readonly status: "signed-in"; readonly user: User; readonly session: Session }
  | { readonly status: "signed-out" };

/**
 * What {@link SallyportProvider} is given.
 *
 * @example
 * ```tsx
 * import type { SallyportProviderProps } from "@sallyport/client/react";
 *
 * const props: SallyportProviderProps = { client: createClient(), children: <App /> };
 * ```
 */
export interface SallyportProviderProps {
  /** One for the page. Make it outside of components, or in `useState(() => …)`. */
  readonly client: Client;
  readonly children?: ReactNode;
}

interface Known {
  readonly client: Client;
  /** What was known when the tree was first drawn, and so on the server. */
  readonly first: Session | Visitor | undefined;
  state: SessionState;
}

const loading: SessionState = { status: "loading" };
const signedOut: SessionState = { status: "signed-out" };

const Context = createContext<Known | undefined>(undefined);

/**
 * Gives the client to the components below, and asks who is signed in.
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
}: SallyportProviderProps): FunctionComponentElement<ProviderProps<Known | undefined>> {
  const known = useRef<Known>(undefined);
  if (known.current?.client !== client) known.current = { client, first: client.current, state: loading };
  useEffect(() => void client.ready, [client]);
  return createElement(Context.Provider, { value: known.current }, children);
}

/**
 * Who is signed in. The component is drawn anew when that changes, in this tab or another one.
 *
 * @example
 * ```tsx
 * import { useSession } from "@sallyport/client/react";
 *
 * function Greeting() {
 *   const session = useSession();
 *   if (session.status === "loading") return null;
 *   return session.status === "signed-in" ? <Profile user={session.user} /> : <SignIn />;
 * }
 * ```
 */
export function useSession(): SessionState {
  const known = useKnown();
  const { client, first } = known;
  const answer = useSyncExternalStore(
    client.onChange,
    () => client.current,
    // A part of the page that comes to life late must find what the server drew, whatever has changed since.
    () => first,
  );
  return (known.state = stateOf(answer, known.state));
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
  return useKnown().client;
}

function useKnown(): Known {
  const known = useContext(Context);
  if (!known) throw new Error("useSession and useClient need a <SallyportProvider client={…}> around them.");
  return known;
}

function stateOf(answer: Session | Visitor | undefined, before: SessionState): SessionState {
  // With a refresh cookie the person may well be signed in: only the refresh tells.
  if (!answer?.authenticated) return !answer || answer.refreshable ? loading : signedOut;
  if (before.status !== "signed-in") return { status: "signed-in", user: answer.user, session: answer };
  if (before.session === answer) return before;
  return { status: "signed-in", user: sameUser(before.user, answer.user)!, session: answer };
}
