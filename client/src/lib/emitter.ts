import type { Unsubscribe } from "../api/subscription.js";

/** Calls its subscribers with each event. */
export class Emitter<T> {
  /** Replaced, never changed: a subscriber added during an event is not called for it. */
  #listeners: readonly { readonly listen: (event: T) => void }[] = [];

  subscribe(listen: (event: T) => void): Unsubscribe {
    // A new object, so that one function subscribed twice is two subscriptions.
    const entry = { listen };
    this.#listeners = [...this.#listeners, entry];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== entry);
    };
  }

  emit(event: T): void {
    for (const entry of this.#listeners) {
      try {
        // A listener called before it may have unsubscribed it.
        if (this.#listeners.includes(entry)) entry.listen(event);
      } catch (error) {
        // An error in a listener must not keep the event from the others, nor fail the sign-in. It still reaches the console.
        void Promise.reject(error);
      }
    }
  }
}
