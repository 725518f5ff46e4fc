import type { Client, Credentials, Fetch, Session, SignedOut, StepUp, Transport, Visitor } from "@sallyport/client";
import { createClientFor, initialTransport, storageKey } from "./transports.js";

/** The active client. A session keeps its transport for life, so another transport means another client. */
export interface ActiveClient {
  readonly client: Client;
  readonly transport: Transport;
  signIn(transport: Transport, credentials: Credentials): Promise<void>;
  close(): void;
}

export interface ClientListeners {
  changed(answer: Session | Visitor): void;
  ended(end: SignedOut): void;
}

export function createActiveClient(fetch: Fetch, stepUp: StepUp, { changed, ended }: ClientListeners): ActiveClient {
  const open = (transport: Transport) => {
    const client = createClientFor(transport, fetch, stepUp);
    const opened = { transport, client };
    client.onChange((answer) => opened === active && observe(answer));
    client.onSignedOut((end) => opened === active && ended(end));
    return opened;
  };
  /** While a sign-in is under way, a visitor's answer is no reason to switch to another transport. */
  let signingIn = false;
  const observe = (answer: Session | Visitor) => {
    if (signingIn && !answer.authenticated) return;
    const transport = answer.authenticated ? answer.session.transport : initialTransport();
    if (transport === active.transport) return changed(answer);
    if (!answer.authenticated) changed(answer);
    // A moment later, because the client that gave this answer also reports why the session ended.
    queueMicrotask(() => switchTo(transport, answer));
  };
  // Another tab signed in with another transport, or this page was reloaded and the server says which transport it is.
  const switchTo = (transport: Transport, answer: Session | Visitor) => {
    if (transport === active.transport) return;
    active.client.close();
    active = open(transport);
    active.client.session().catch(() => changed(answer));
  };
  let active = open(initialTransport());
  const closing = new AbortController();
  // A client that uses cookies does not notice tokens that another tab has put into localStorage.
  const checkStorage = ({ key }: StorageEvent) => {
    const { current } = active.client;
    if (key === storageKey && current && !current.authenticated) switchTo(initialTransport(), current);
  };
  addEventListener("storage", checkStorage, { signal: closing.signal });
  return {
    get client() {
      return active.client;
    },
    get transport() {
      return active.transport;
    },
    close: () => {
      closing.abort();
      active.client.close();
    },
    signIn: async (transport, credentials) => {
      const before = active;
      if (transport !== before.transport) active = open(transport);
      const chosen = active;
      signingIn = true;
      try {
        await chosen.client.signIn(credentials);
        if (chosen !== before) before.client.close();
      } catch (refusal) {
        if (chosen !== before) {
          chosen.client.close();
          active = before;
        }
        throw refusal;
      } finally {
        signingIn = false;
      }
    },
  };
}
