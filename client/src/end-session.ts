import { guardedFetch } from "./guarded-fetch.js";
import type { Connection } from "./lib/connection.js";
import { errorFrom } from "./lib/problem.js";

export async function endSession(connection: Connection, id: string): Promise<void> {
  const { state, tabs } = connection;
  const url = connection.endpoint(`/sessions/${encodeURIComponent(id)}`);
  const response = await guardedFetch(connection, url, { method: "DELETE" });
  if (!response.ok) throw await errorFrom(response);
  if (state.latest?.authenticated && state.latest.session.id === id && state.end()) tabs.tell();
}
