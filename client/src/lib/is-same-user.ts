import type { Session, Visitor } from "../api/answers.js";

/**
 * Whether a request may be repeated: only for the person who made it. When another tab has signed in as somebody else, the
 * cookies belong to that person by now, and what Alice typed must not be saved in Bob's name.
 */
export function isSameUser(before: Session | Visitor | undefined, after: Session | Visitor | undefined): boolean {
  return !before?.authenticated || !after?.authenticated || before.user.id === after.user.id;
}
