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
  readonly #listeners = new Set<{ readonly hear: (news: T) => void }>();

  subscribe(hear: (news: T) => void): Unsubscribe {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const entry = { hear };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  tell(news: T): void {
    for (const entry of [...this.#listeners]) {
      try {
        // One before it may have unsubscribed it.
        if (this.#listeners.has(entry)) entry.hear(news);
      } catch (error) {
        // A listener's fault must neither silence the others nor fail the sign-in; it still reaches the console.
        void Promise.reject(error);
      }
    }
  }
}
