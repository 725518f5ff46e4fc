import type { DeviceSession } from "./api/device-session.js";
import { authenticatedFetch } from "./authenticated-fetch.js";
import type { ClientContext } from "./lib/client-context.js";
import { readList } from "./lib/read-list.js";

export async function sessions(context: ClientContext): Promise<DeviceSession[]> {
  return readList(await authenticatedFetch(context, context.endpoint("/sessions")));
}
