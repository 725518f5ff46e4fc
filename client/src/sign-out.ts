import { guardedFetch } from "./guarded-fetch.js";
import type { Connection } from "./lib/connection.js";
import { errorFrom } from "./lib/problem.js";
import { refresh } from "./refresh.js";

export function signOut(connection: Connection): Promise<void> {
  return end(connection, "/logout");
}

export function signOutEverywhere(connection: Connection): Promise<void> {
  return end(connection, "/logout/all");
}

// Only the server's word ends a session: a page that forgets before it was told would show "signed out" over a live one.
async function end(connection: Connection, name: string): Promise<void> {
  const { refreshing, oneTab, state, tabs } = connection;
  await refreshing.settled();
  return oneTab(async () => {
    // Finding the access token ended, it refreshes, and that must not wait for what is held already.
    const inside = { ...connection, refreshing: { ...refreshing, run: () => refresh(connection, (run) => run(false)) } };
    const response = await guardedFetch(inside, connection.endpoint(name), { method: "POST" });
    if (!response.ok) throw await errorFrom(response);
    state.become({ authenticated: false, refreshable: false }, undefined, { code: "signed_out", here: true });
    tabs.say({ ended: "signed_out" });
  });
}
