import { authenticatedFetch } from "./authenticated-fetch.js";
import type { ClientContext } from "./lib/client-context.js";
import { errorFrom } from "./lib/problem.js";
import { refresh } from "./refresh.js";

export function signOut(context: ClientContext): Promise<void> {
  return postSignOut(context, "/logout");
}

export function signOutEverywhere(context: ClientContext): Promise<void> {
  return postSignOut(context, "/logout/all");
}

// The page's state changes after the server's answer. Otherwise the page could say "signed out" while the session lives on.
async function postSignOut(context: ClientContext, name: string): Promise<void> {
  const { refreshFlight, lock, state, tabs } = context;
  await refreshFlight.settled();
  return lock(async () => {
    // An expired access token is refreshed first. This task holds the lock already, so that refresh must not wait for it.
    const locked = { ...context, refreshFlight: { ...refreshFlight, run: () => refresh(context, (run) => run(false)) } };
    const response = await authenticatedFetch(locked, context.endpoint(name), { method: "POST" });
    if (!response.ok) throw await errorFrom(response);
    state.change({ authenticated: false, refreshable: false }, undefined, { code: "signed_out", here: true });
    tabs.post({ ended: "signed_out" });
  });
}
