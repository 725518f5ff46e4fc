import type { User } from "../api/answers.js";

/**
 * Returns the known object while nothing about the user has changed. Each refresh brings an equal user in a new object, and
 * a framework would run again every few minutes what it runs when the user changes.
 */
export function stableUser(known: User | undefined, latest: User | undefined): User | undefined {
  return JSON.stringify(known) === JSON.stringify(latest) ? known : latest;
}
