import type { Session, Visitor } from "../answers.js";
import type { Connection } from "./connection.js";
import { codeOf } from "./problem.js";
import type { RequestMaker } from "./replayable.js";
import { samePerson } from "./same-person.js";
import { send } from "./send.js";

/**
 * Sends a request with the CSRF token if its method needs one. A stale token is replaced, by `renew`, and the request
 * repeated, once.
 */
export async function throughSecondDoor(
  connection: Connection,
  make: RequestMaker,
  renew: () => Promise<Session | Visitor> = connection.asking.run,
): Promise<Response> {
  if (isSafe(make().method)) return send(connection, make);
  const { state } = connection;
  const csrf = state.csrf ?? (await connection.asking.run()).csrf;
  const before = state.latest;
  const response = await send(connection, make, csrf);
  if (!(await asksForToken(response))) return response;
  return samePerson(before, await renew()) ? send(connection, make, state.csrf) : response;
}

/** Exactly these three, as the server has it: methods are case-sensitive, so `get` is not safe (RFC 9110, section 9.1). */
export function isSafe(method: string): boolean {
  return /^(GET|HEAD|OPTIONS)$/.test(method);
}

async function asksForToken(response: Response): Promise<boolean> {
  return response.status === 403 && /^csrf_mis(sing|match)$/.test(await codeOf(response));
}
