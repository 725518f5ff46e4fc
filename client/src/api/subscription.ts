import type { Session, Visitor } from "./answers.js";

/**
 * Receives the latest answer to "who is signed in".
 *
 * @example
 * ```ts
 * const listener: Listener = (answer) => render(answer.authenticated ? answer.user.username : "nobody");
 * ```
 */
export type Listener = (answer: Session | Visitor) => void;

/**
 * Ends a subscription. Calling it twice is harmless.
 *
 * @example
 * ```ts
 * const unsubscribe = client.onChange(render);
 * unsubscribe();
 * ```
 */
export type Unsubscribe = () => void;
