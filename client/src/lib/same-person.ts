import type { Session, Visitor } from "../answers.js";

/**
 * A request is repeated only for the person it was meant for. When another tab has signed in as somebody else, the
 * cookies are theirs by now, and what Alice typed must not be saved in Bob's name.
 */
export function samePerson(before: Session | Visitor | undefined, after: Session | Visitor | undefined): boolean {
  return !before?.authenticated || !after?.authenticated || before.user.id === after.user.id;
}
