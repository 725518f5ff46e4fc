import type { Client, ClientOptions } from "./api/client.js";
import { authenticatedFetch } from "./authenticated-fetch.js";
import { handleTabMessage } from "./handle-tab-message.js";
import { loadOnDemand, loadWhileSignedIn, onDemand } from "./lazy-loading.js";
import type { ClientContext } from "./lib/client-context.js";
import { ClientState } from "./lib/client-state.js";
import { fetchSession } from "./lib/fetch-session.js";
import { serverOrigin } from "./lib/server-origin.js";
import { singleFlight } from "./lib/single-flight.js";
import { tabChannel } from "./lib/tab-channel.js";
import { tabLock } from "./lib/tab-lock.js";
import { refresh } from "./refresh.js";
import { firstAnswer, session } from "./session.js";
import { signIn } from "./sign-in.js";

/**
 * Creates the client. An app needs one for each page. Several clients share nothing but the messages between tabs. No
 * request is sent until a method is called.
 *
 * @throws TypeError when there is neither a page nor a `baseUrl` to take the origin from, or when `baseUrl` is not a URL.
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
  const context = createContext(options);
  const { state, tabs, refreshFlight } = context;
  const closing = new AbortController();
  refreshOnceSignedIn(context, closing.signal);
  let ready: Client["ready"] | undefined;
  return {
    get ready() {
      return (ready ??= firstAnswer(context, closing.signal));
    },
    get current() {
      return state.latest;
    },
    get unavailable() {
      return state.unavailable;
    },
    session: () => session(context),
    signIn: (credentials) => signIn(context, credentials),
    signOut: async () => (await loadWhileSignedIn()).signOut(context),
    signOutEverywhere: async () => (await loadWhileSignedIn()).signOutEverywhere(context),
    refresh: refreshFlight.run,
    sessions: onDemand(context, "sessions"),
    endSession: onDemand(context, "endSession"),
    endOtherSessions: onDemand(context, "endOtherSessions"),
    social: {
      providers: onDemand(context, "providers"),
      signIn: async (provider, how) => {
        // The window is opened before any `await`: after one, the browser no longer counts the click as its reason.
        const popup = how?.popup ? open("", "_blank", "popup,width=520,height=680") : undefined;
        const { socialSignIn } = await loadOnDemand();
        return socialSignIn(context, provider, how, popup);
      },
      nonce: onDemand(context, "nonce"),
      exchange: onDemand(context, "exchange"),
      link: onDemand(context, "link"),
      identities: onDemand(context, "identities"),
      unlink: onDemand(context, "unlink"),
    },
    fetch: (input, init) => authenticatedFetch(context, input, init),
    through: (send, input, init) => authenticatedFetch({ ...context, fetch: context.over(send) }, input, init),
    onChange: (listener) => state.changes.subscribe(listener),
    onUnavailable: (listener) => state.failures.subscribe(listener),
    onSignedOut: (listener) => state.ends.subscribe(listener),
    expiresInSeconds: () => state.accessExpiry && Math.max(0, (state.accessExpiry - performance.now()) / 1000),
    close: () => {
      closing.abort();
      tabs.close();
    },
  };
}

function createContext({ baseUrl = "", path = "/auth", ...options }: ClientOptions): ClientContext {
  const origin = serverOrigin(baseUrl);
  const endpoint = (name: string) => origin.endpoint(path.replace(/\/?$/, name));
  const server = String(endpoint(""));
  const state = new ClientState(options.initial);
  const over: ClientContext["over"] = (send) => options.transport?.over(send, server) ?? send;
  const context: ClientContext = {
    carriesTo: (url) => options.transport?.carriesTo(url),
    over,
    // The global `fetch` is looked up at each call, so that instrumentation installed later sees the client's requests.
    fetch: over(options.fetch ?? ((input, init) => globalThis.fetch(input, init))),
    origin,
    endpoint,
    state,
    perTab: options.transport?.perTab ?? false,
    tabs: tabChannel(`sallyport ${server}`, (message) => handleTabMessage(context, message)),
    lock: tabLock(`sallyport ${server}`),
    sessionFlight: singleFlight(() => fetchSession(context)),
    refreshFlight: singleFlight(() => refresh(context)),
    stepUpFlight: singleFlight(async () => !!options.stepUp && (await loadOnDemand()).stepUp(context, options.stepUp)),
  };
  return context;
}

// When the file cannot be loaded, the token is refreshed by the first request that finds it expired.
function refreshOnceSignedIn(context: ClientContext, closed: AbortSignal): void {
  const cancel = context.state.changes.subscribe(({ authenticated }) => {
    if (!authenticated) return;
    cancel();
    loadWhileSignedIn().then(
      ({ refreshProactively }) => refreshProactively(context, closed),
      () => undefined,
    );
  });
}
