import { authenticatedFetch } from "./authenticated-fetch.js";
import type { ClientContext } from "./lib/client-context.js";
import { errorFrom } from "./lib/problem.js";

export async function endSession(context: ClientContext, id: string): Promise<void> {
  const { state, tabs } = context;
  await deleteResource(context, `/sessions/${encodeURIComponent(id)}`);
  const code = "signed_out";
  if (state.latest?.authenticated && state.latest.session.id === id && state.end({ code, here: true })) tabs.post({ ended: code });
}

export function endOtherSessions(context: ClientContext): Promise<void> {
  return deleteResource(context, "/sessions");
}

export async function deleteResource(context: ClientContext, name: string): Promise<void> {
  const response = await authenticatedFetch(context, context.endpoint(name), { method: "DELETE" });
  if (!response.ok) throw await errorFrom(response);
}
