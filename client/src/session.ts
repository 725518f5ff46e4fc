import type { Session, Visitor } from "./answers.js";
import type { Connection } from "./lib/connection.js";
import { refusedRefresh } from "./refresh.js";

export async function session(connection: Connection): Promise<Session | Visitor> {
  const answer = await connection.asking.run();
  if (answer.authenticated || !answer.refreshable) return answer;
  try {
    return await connection.refreshing.run();
  } catch (error) {
    if (refusedRefresh(error)) return connection.state.latest ?? { authenticated: false, refreshable: false };
    throw error;
  }
}
