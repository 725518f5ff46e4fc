import { errorFrom } from "./problem.js";
import { bodyOf, unexpected } from "./read-answer.js";

/** The members are not checked. Checking for a list is enough to tell a server's answer from a captive portal's. */
export async function readList<T>(response: Response): Promise<T[]> {
  if (!response.ok) throw await errorFrom(response);
  const body = await bodyOf(response);
  if (Array.isArray(body)) return body as T[];
  throw unexpected(response);
}
