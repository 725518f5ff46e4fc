import type { Client, ClientOptions } from "./client.js";
import { endOtherSessions, endSession } from "./end-session.js";
import { guardedFetch } from "./guarded-fetch.js";
import { ask } from "./lib/ask.js";
import type { Connection } from "./lib/connection.js";
import { ownOrigin } from "./lib/own-origin.js";
import { singleFlight } from "./lib/single-flight.js";
import { State } from "./lib/state.js";
import { openTabs } from "./lib/tabs.js";
import { refresh } from "./refresh.js";
import { session } from "./session.js";
import { sessions } from "./sessions.js";
import { signIn } from "./sign-in.js";
import { signOut, signOutEverywhere } from "./sign-out.js";
import { exchange, identities, link, providers, unlink } from "./social.js";
import { socialSignIn } from "./social-sign-in.js";

/**
 * Makes the one object an app needs. Make one per page; several share nothing but the other tabs' news. Nothing is
 * sent until a method is called.
 *
 * @throws TypeError when there is no page to take the origin from and no `baseUrl`, or `baseUrl` is no URL.
 *
 * @example
 * ```ts
 * import { createClient } from "@sallyport/client";
 *
 * const client = createClient();
 * client.onChange((answer) => (answer.authenticated ? showApp(answer.user) : showSignIn()));
 * await client.session();
 * await client.fetch("/api/notes", { method: "POST", body: JSON.stringify(note) });
 * ```
 */
export function createClient(options: ClientOptions = {}): Client {
  const connection = connect(options);
  const { state, tabs } = connection;
  return {
    session: () => session(connection),
    signIn: (credentials) => signIn(connection, credentials),
    signOut: () => signOut(connection),
    signOutEverywhere: () => signOutEverywhere(connection),
    refresh: () => connection.refreshing.run(),
    sessions: () => sessions(connection),
    endSession: (id) => endSession(connection, id),
    endOtherSessions: () => endOtherSessions(connection),
    social: {
      providers: () => providers(connection),
      signIn: (provider, how) => socialSignIn(connection, provider, how),
      exchange: (provider, evidence) => exchange(connection, provider, evidence),
      link: (provider, how) => link(connection, provider, how),
      identities: () => identities(connection),
      unlink: (id) => unlink(connection, id),
    },
    fetch: (input, init) => guardedFetch(connection, input, init),
    onChange: (listener) => state.subscribe(listener),
    expiresInSeconds: () =>
      state.accessEnd === undefined ? undefined : Math.max(0, (state.accessEnd - performance.now()) / 1000),
    close: () => tabs.close(),
  };
}

function connect({ baseUrl = "", path = "/auth", ...options }: ClientOptions): Connection {
  const origin = ownOrigin(baseUrl);
  const endpoint = (name: string) => origin.resolve(path + name);
  const connection: Connection = {
    // Looked up at each call, so that instrumentation installed later sees our requests too.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    origin,
    endpoint,
    state: new State(),
    tabs: openTabs(`sallyport ${endpoint("")}`, () => session(connection)),
    asking: singleFlight(() => ask(connection)),
    refreshing: singleFlight(() => refresh(connection)),
  };
  return connection;
}
