import type { Csrf, Session, SignedOut, Visitor } from "../answers.js";
import { Signal } from "./signal.js";

/**
 * Hears the latest answer to "who is signed in".
 *
 * @example
 * ```ts
 * const listener: Listener = (answer) => render(answer.authenticated ? answer.user.username : "nobody");
 * ```
 */
export type Listener = (answer: Session | Visitor) => void;

/** What the client knows. The tokens that open anything are not in it. */
export class State {
  latest: Session | Visitor | undefined;
  csrf: Csrf | undefined;
  /** On the clock of `performance.now()`. */
  accessEnd: number | undefined;
  /** Counts sign-ins, refreshes and sign-outs, so that an answer can be told to be older than what is known. */
  version = 0;
  /** Why the session has ended, by another tab's word, until the server was asked whether it has. */
  rumour: SignedOut["code"] | undefined;
  readonly changes = new Signal<Session | Visitor>();
  readonly ends = new Signal<SignedOut>();

  constructor(initial?: Session | Visitor) {
    this.latest = initial;
    this.csrf = initial?.csrf;
  }

  /** A sign-in, refresh or sign-out took place. */
  become(answer: Session | Visitor, accessEnd?: number, end?: SignedOut): void {
    this.version += 1;
    this.#keep(answer, accessEnd, true, end);
  }

  /** The server was merely asked; listeners hear of it only when the answer is news. */
  learn(answer: Session | Visitor, accessEnd?: number): void {
    // What a rendered page was given at its start says nothing of how long the token has left; nobody could plan a renewal.
    const timed = accessEnd !== undefined && this.accessEnd === undefined;
    this.#keep(answer, accessEnd, timed || tokenless(this.latest) !== tokenless(answer));
  }

  /** The server has ended the session, or said that there is none. Whether that was news. */
  end(end: SignedOut): boolean {
    if (this.latest?.authenticated === false) return false;
    this.become({ authenticated: false, refreshable: false }, undefined, end);
    return true;
  }

  #keep(answer: Session | Visitor, accessEnd: number | undefined, news: boolean, end?: SignedOut): void {
    const ended = this.latest?.authenticated && !answer.authenticated;
    // What another tab said tells more than the refusal of a refresh that came too late.
    const why = { here: false, code: "session_revoked" as const, ...end, ...(this.rumour && { code: this.rumour }) };
    this.rumour = undefined;
    this.latest = answer;
    this.csrf = answer.csrf;
    this.accessEnd = accessEnd;
    if (news) this.changes.tell(answer);
    if (ended) this.ends.tell(why);
  }
}

// The CSRF token is salted anew in each answer and says nothing about who is signed in.
function tokenless(answer: Session | Visitor | undefined): string {
  return JSON.stringify({ ...answer, csrf: undefined });
}
