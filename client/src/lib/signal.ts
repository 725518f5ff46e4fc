/**
 * Ends a subscription; calling it twice is harmless.
 *
 * @example
 * ```ts
 * const unsubscribe = client.onChange(render);
 * unsubscribe();
 * ```
 */
export type Unsubscribe = () => void;

/** Tells whoever subscribed. */
export class Signal<T> {
  /** Replaced, never changed: whoever is told of something is of the time it happened. */
  #listeners: readonly { readonly hear: (news: T) => void }[] = [];

  subscribe(hear: (news: T) => void): Unsubscribe {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const entry = { hear };
    this.#listeners = [...this.#listeners, entry];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== entry);
    };
  }

  tell(news: T): void {
    for (const entry of this.#listeners) {
      try {
        // One before it may have unsubscribed it.
        if (this.#listeners.includes(entry)) entry.hear(news);
      } catch (error) {
        // A listener's fault must neither silence the others nor fail the sign-in; it still reaches the console.
        void Promise.reject(error);
      }
    }
  }
}
