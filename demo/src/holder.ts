import type { Client, Credentials, Fetch, Session, SignedOut, StepUp, Visitor } from "@sallyport/client";
import { clientFor, placeOnArrival, storageKey, type Place } from "./places.js";

/** The client of the moment. A session keeps its place for life, so another place means another client. */
export interface Holder {
  readonly client: Client;
  readonly place: Place;
  signIn(place: Place, credentials: Credentials): Promise<void>;
  close(): void;
}

export interface Ears {
  changed(answer: Session | Visitor): void;
  ended(end: SignedOut): void;
}

export function holdClient(fetch: Fetch, stepUp: StepUp, { changed, ended }: Ears): Holder {
  const open = (place: Place) => {
    const client = clientFor(place, fetch, stepUp);
    const held = { place, client };
    client.onChange((answer) => held === now && heard(answer));
    client.onSignedOut((end) => held === now && ended(end));
    return held;
  };
  /** Somebody is signing in: that there is nobody yet is no reason to look in other places. */
  let entering = false;
  const heard = (answer: Session | Visitor) => {
    if (entering && !answer.authenticated) return;
    const place = answer.authenticated ? answer.session.transport : placeOnArrival();
    if (place === now.place) return changed(answer);
    if (!answer.authenticated) changed(answer);
    // A moment later: the client that brought this word has more to say, such as why the session ended.
    queueMicrotask(() => move(place, answer));
  };
  // Another tab signed in with another place, or this page was loaded anew and the server tells which place it is.
  const move = (place: Place, answer: Session | Visitor) => {
    if (place === now.place) return;
    now.client.close();
    now = open(place);
    now.client.session().catch(() => changed(answer));
  };
  let now = open(placeOnArrival());
  const closing = new AbortController();
  // Tokens that another tab has put into localStorage are no news to a client that looks for cookies.
  const look = ({ key }: StorageEvent) => {
    const { current } = now.client;
    if (key === storageKey && current && !current.authenticated) move(placeOnArrival(), current);
  };
  addEventListener("storage", look, { signal: closing.signal });
  return {
    get client() {
      return now.client;
    },
    get place() {
      return now.place;
    },
    close: () => {
      closing.abort();
      now.client.close();
    },
    signIn: async (place, credentials) => {
      const before = now;
      if (place !== before.place) now = open(place);
      const chosen = now;
      entering = true;
      try {
        await chosen.client.signIn(credentials);
        if (chosen !== before) before.client.close();
      } catch (refusal) {
        if (chosen !== before) {
          chosen.client.close();
          now = before;
        }
        throw refusal;
      } finally {
        entering = false;
      }
    },
  };
}
