import type { Csrf, Session, SignedOut, Visitor } from "../api/answers.js";
import type { SallyportError } from "../api/sallyport-error.js";
import { Emitter } from "./emitter.js";

/** What the client knows about the session. It holds no token that authenticates. */
export class ClientState {
  latest: Session | Visitor | undefined;
  csrf: Csrf | undefined;
  /** When the access token expires, on the clock of `performance.now()`. */
  accessExpiry: number | undefined;
  /** Counts sign-ins, refreshes and sign-outs. It shows that an answer is older than what is known. */
  version = 0;
  /** Why the session has ended according to another tab, until the server has been asked. */
  reported: SignedOut["code"] | undefined;
  /** Why the server could not be asked, until an answer is known. */
  unavailable: SallyportError | undefined;
  readonly failures = new Emitter<SallyportError>();
  readonly changes = new Emitter<Session | Visitor>();
  readonly ends = new Emitter<SignedOut>();

  constructor(initial?: Session | Visitor) {
    this.latest = initial;
    this.csrf = initial?.csrf;
  }

  /** Records a sign-in, refresh or sign-out. */
  change(answer: Session | Visitor, accessExpiry?: number, end?: SignedOut): void {
    this.version += 1;
    this.#set(answer, accessExpiry, true, end);
  }

  /** Records what GET session answered. Listeners are called only when the answer is new to them. */
  observe(answer: Session | Visitor, accessExpiry?: number): void {
    // The initial answer of a rendered page does not say how long the token is valid. The first answer that does is an event,
    // because the next refresh is planned by it.
    const timed = accessExpiry !== undefined && this.accessExpiry === undefined;
    this.#set(answer, accessExpiry, timed || withoutCsrf(this.latest) !== withoutCsrf(answer));
  }

  /** Records that the server has ended the session, or has said that there is none. Returns whether that was new. */
  end(end: SignedOut): boolean {
    if (this.latest?.authenticated === false) return false;
    this.change({ authenticated: false, refreshable: false }, undefined, end);
    return true;
  }

  /** Records that the server could not be asked who is signed in. */
  fail(error: SallyportError): void {
    // A sign-in that came in between says who is signed in.
    if (isKnown(this.latest)) return;
    this.unavailable = error;
    this.failures.emit(error);
  }

  #set(answer: Session | Visitor, accessExpiry: number | undefined, notify: boolean, end?: SignedOut): void {
    const ended = this.latest?.authenticated && !answer.authenticated;
    // The reason that another tab gave says more than the refusal of a refresh that came too late.
    const reason = { here: false, code: "session_revoked" as const, ...end, ...(this.reported && { code: this.reported }) };
    this.reported = undefined;
    this.unavailable = undefined;
    this.latest = answer;
    this.csrf = answer.csrf;
    this.accessExpiry = accessExpiry;
    if (notify) this.changes.emit(answer);
    if (ended) this.ends.emit(reason);
  }
}

// With a refresh cookie the person may still be signed in. Only the refresh can tell.
function isKnown(answer: Session | Visitor | undefined): boolean {
  return !!answer && (answer.authenticated || !answer.refreshable);
}

// The CSRF token is salted anew in each answer and says nothing about who is signed in.
function withoutCsrf(answer: Session | Visitor | undefined): string {
  return JSON.stringify({ ...answer, csrf: undefined });
}
