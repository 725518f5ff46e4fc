import { guardedFetch } from "./guarded-fetch.js";
import type { Connection } from "./lib/connection.js";
import { errorFrom } from "./lib/problem.js";

export async function endSession(connection: Connection, id: string): Promise<void> {
  const { state, tabs } = connection;
  await remove(connection, `/sessions/${encodeURIComponent(id)}`);
  const code = "signed_out";
  if (state.latest?.authenticated && state.latest.session.id === id && state.end({ code, here: true })) tabs.say({ ended: code });
}

export function endOtherSessions(connection: Connection): Promise<void> {
  return remove(connection, "/sessions");
}

/** DELETE. */
export async function remove(connection: Connection, name: string): Promise<void> {
  const response = await guardedFetch(connection, connection.endpoint(name), { method: "DELETE" });
  if (!response.ok) throw await errorFrom(response);
}
