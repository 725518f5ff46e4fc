import { errorFrom } from "./problem.js";
import { unexpected } from "./read-answer.js";

/** Its members are taken as they come; that it is a list at all tells a server's answer from a captive portal's. */
export async function readList<T>(response: Response): Promise<T[]> {
  if (!response.ok) throw await errorFrom(response);
  const body: unknown = await response.json().catch(() => undefined);
  if (Array.isArray(body)) return body as T[];
  throw unexpected(response);
}
