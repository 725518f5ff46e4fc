import type { Session, Visitor } from "../api/answers.js";
import type { ClientContext } from "./client-context.js";
import { isSameUser } from "./is-same-user.js";
import { codeOf } from "./problem.js";
import type { RequestFactory } from "./repeatable-request.js";
import { send } from "./send.js";

/**
 * Sends a request, with the CSRF token if its method needs one. When the server refuses the token as stale, `renew` fetches
 * another one and the request is repeated once.
 */
export async function sendWithCsrf(
  context: ClientContext,
  make: RequestFactory,
  renew: () => Promise<Session | Visitor> = context.sessionFlight.run,
): Promise<Response> {
  if (isSafeMethod(make().method)) return send(context, make);
  const { state } = context;
  const csrf = state.csrf ?? (await context.sessionFlight.run()).csrf;
  const before = state.latest;
  const response = await send(context, make, csrf);
  if (!(await isCsrfRefusal(response))) return response;
  return isSameUser(before, await renew()) ? send(context, make, state.csrf) : response;
}

/** Exactly these three, as on the server. Methods are case-sensitive, so `get` is not safe (RFC 9110, section 9.1). */
export function isSafeMethod(method: string): boolean {
  return /^(GET|HEAD|OPTIONS)$/.test(method);
}

async function isCsrfRefusal(response: Response): Promise<boolean> {
  return response.status === 403 && /^csrf_mis(sing|match)$/.test(await codeOf(response));
}
