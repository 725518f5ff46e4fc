import type { User } from "../answers.js";

/**
 * The user as already known, where nothing about them has changed: each renewal brings the same words in a new object, and
 * whatever a framework runs when the user changes would run every few minutes.
 */
export function sameUser(known: User | undefined, latest: User | undefined): User | undefined {
  return JSON.stringify(known) === JSON.stringify(latest) ? known : latest;
}
