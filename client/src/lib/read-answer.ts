import type { Session, Visitor } from "../answers.js";
import { SallyportError } from "../sallyport-error.js";
import { errorFrom } from "./problem.js";

export async function readAnswer(response: Response): Promise<Session | Visitor> {
  if (!response.ok) throw await errorFrom(response);
  const body: unknown = await response.json().catch(() => undefined);
  if (isAnswer(body)) return body;
  throw unexpected(response);
}

export async function readSession(response: Response): Promise<Session> {
  const answer = await readAnswer(response);
  if (answer.authenticated) return answer;
  throw unexpected(response);
}

// A captive portal answers 200 with a page of its own: taken at its word, it would sign people out.
function isAnswer(body: unknown): body is Session | Visitor {
  return typeof body === "object" && body !== null && "authenticated" in body && typeof body.authenticated === "boolean";
}

export function unexpected(response: Response): SallyportError {
  return new SallyportError({
    code: "unexpected_answer",
    status: response.status,
    message: `${response.url || "The server"} did not answer as Sallyport does.`,
  });
}
