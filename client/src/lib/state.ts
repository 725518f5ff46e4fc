import type { Csrf, Session, Visitor } from "../answers.js";

/**
 * Hears the latest answer to "who is signed in".
 *
 * @example
 * ```ts
 * const listener: Listener = (answer) => render(answer.authenticated ? answer.user.username : "nobody");
 * ```
 */
export type Listener = (answer: Session | Visitor) => void;

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

/** What the client knows. The tokens that open anything are not in it: script never sees them. */
export class State {
  latest: Session | Visitor | undefined;
  csrf: Csrf | undefined;
  /** On the clock of `performance.now()`. */
  accessEnd: number | undefined;
  /** Counts sign-ins, refreshes and sign-outs, so that an answer can be told to be older than what is known. */
  version = 0;
  readonly #listeners = new Set<{ readonly hear: Listener }>();

  /** A sign-in, refresh or sign-out took place. */
  become(answer: Session | Visitor, accessEnd?: number): void {
    this.version += 1;
    this.#keep(answer, accessEnd);
    this.#tell(answer);
  }

  /** The server was merely asked; listeners hear of it only when the answer is news. */
  learn(answer: Session | Visitor, accessEnd?: number): void {
    const news = tokenless(this.latest) !== tokenless(answer);
    this.#keep(answer, accessEnd);
    if (news) this.#tell(answer);
  }

  /** The server has ended the session, or said that there is none. Whether that was news. */
  end(): boolean {
    if (this.latest?.authenticated === false) return false;
    this.become({ authenticated: false, refreshable: false });
    return true;
  }

  subscribe(hear: Listener): Unsubscribe {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const entry = { hear };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  #keep(answer: Session | Visitor, accessEnd: number | undefined): void {
    this.latest = answer;
    this.csrf = answer.csrf;
    this.accessEnd = accessEnd;
  }

  #tell(answer: Session | Visitor): void {
    for (const { hear } of [...this.#listeners]) {
      try {
        hear(answer);
      } catch (error) {
        // A listener's fault must neither silence the others nor fail the sign-in; it still reaches the console.
        void Promise.reject(error);
      }
    }
  }
}

// The CSRF token is salted anew in each answer and says nothing about who is signed in.
function tokenless(answer: Session | Visitor | undefined): string {
  return JSON.stringify({ ...answer, csrf: undefined });
}
