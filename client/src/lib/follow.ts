import { session } from "../session.js";
import type { Connection } from "./connection.js";
import type { Word } from "./tabs.js";

/** Acts on what another tab said. */
export async function follow(connection: Connection, word: Word | null): Promise<unknown> {
  const { state, perTab } = connection;
  if (word === "changed") return session(connection);
  if (!(word instanceof Object)) return undefined;
  if ("ended" in word) {
    state.rumour = word.ended;
    return session(connection);
  }
  // Its access token is none of ours when each tab has its own.
  if (!("renewed" in word) || perTab) return undefined;
  const { latest } = state;
  if (!latest?.authenticated || latest.session.id !== word.renewed) return session(connection);
  // When to renew is all that is taken from it: the same question from each tab after each refresh would be a storm.
  const { accessExpiresAt, left } = word;
  state.become({ ...latest, accessExpiresAt }, performance.now() + Number(left) || undefined);
  return undefined;
}
