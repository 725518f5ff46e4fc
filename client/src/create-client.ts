import type { Client, ClientOptions } from "./client.js";
import { guardedFetch } from "./guarded-fetch.js";
import { ask } from "./lib/ask.js";
import type { Connection } from "./lib/connection.js";
import { follow } from "./lib/follow.js";
import { later, seldom, signedIn } from "./lib/later.js";
import { oneTab } from "./lib/one-tab.js";
import { ownOrigin } from "./lib/own-origin.js";
import { singleFlight } from "./lib/single-flight.js";
import { State } from "./lib/state.js";
import { openTabs } from "./lib/tabs.js";
import { refresh } from "./refresh.js";
import { firstAnswer, session } from "./session.js";
import { signIn } from "./sign-in.js";

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
  const { state, tabs, refreshing } = connection;
  const closing = new AbortController();
  renewOnceSignedIn(connection, closing.signal);
  let ready: Client["ready"] | undefined;
  return {
    get ready() {
      return (ready ??= firstAnswer(connection, closing.signal));
    },
    get current() {
      return state.latest;
    },
    session: () => session(connection),
    signIn: (credentials) => signIn(connection, credentials),
    signOut: async () => (await signedIn()).signOut(connection),
    signOutEverywhere: async () => (await signedIn()).signOutEverywhere(connection),
    refresh: refreshing.run,
    sessions: seldom(connection, "sessions"),
    endSession: seldom(connection, "endSession"),
    endOtherSessions: seldom(connection, "endOtherSessions"),
    social: {
      providers: seldom(connection, "providers"),
      signIn: async (provider, how) => {
        // No `await` before the window is open: past one, the click no longer counts as the person's wish.
        const opened = how?.popup ? open("", "_blank", "popup,width=520,height=680") : undefined;
        const { socialSignIn } = await later();
        return socialSignIn(connection, provider, how, opened);
      },
      nonce: seldom(connection, "nonce"),
      exchange: seldom(connection, "exchange"),
      link: seldom(connection, "link"),
      identities: seldom(connection, "identities"),
      unlink: seldom(connection, "unlink"),
    },
    fetch: (input, init) => guardedFetch(connection, input, init),
    through: (send, input, init) => guardedFetch({ ...connection, fetch: connection.over(send) }, input, init),
    onChange: (listener) => state.changes.subscribe(listener),
    onSignedOut: (listener) => state.ends.subscribe(listener),
    expiresInSeconds: () => state.accessEnd && Math.max(0, (state.accessEnd - performance.now()) / 1000),
    close: () => {
      closing.abort();
      tabs.close();
    },
  };
}

function connect({ baseUrl = "", path = "/auth", ...options }: ClientOptions): Connection {
  const origin = ownOrigin(baseUrl);
  const endpoint = (name: string) => origin.endpoint(path.replace(/\/?$/, name));
  const server = String(endpoint(""));
  const state = new State(options.initial);
  const over: Connection["over"] = (send) => options.transport?.over(send, server) ?? send;
  const connection: Connection = {
    carriesTo: (url) => options.transport?.carriesTo(url),
    over,
    // Looked up at each call, so that instrumentation installed later sees our requests too.
    fetch: over(options.fetch ?? ((input, init) => globalThis.fetch(input, init))),
    origin,
    endpoint,
    state,
    perTab: options.transport?.perTab ?? false,
    tabs: openTabs(`sallyport ${server}`, (word) => follow(connection, word)),
    oneTab: oneTab(`sallyport ${server}`),
    asking: singleFlight(() => ask(connection)),
    refreshing: singleFlight(() => refresh(connection)),
    steppingUp: singleFlight(async () => !!options.stepUp && (await later()).stepUp(connection, options.stepUp)),
  };
  return connection;
}

// Should it not load, requests renew what has ended.
function renewOnceSignedIn(connection: Connection, closed: AbortSignal): void {
  const cancel = connection.state.changes.subscribe(({ authenticated }) => {
    if (!authenticated) return;
    cancel();
    signedIn().then(
      ({ keepRenewed }) => keepRenewed(connection, closed),
      () => undefined,
    );
  });
}
