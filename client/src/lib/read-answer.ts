import type { Session, Visitor } from "../api/answers.js";
import { SallyportError } from "../api/sallyport-error.js";
import { errorFrom } from "./problem.js";
import { sendError } from "./send.js";

export async function readAnswer(response: Response): Promise<Session | Visitor> {
  if (!response.ok) throw await errorFrom(response);
  const body = await bodyOf(response);
  if (isAnswer(body)) return body;
  throw unexpected(response);
}

export async function readSession(response: Response): Promise<Session> {
  const answer = await readAnswer(response);
  if (answer.authenticated) return answer;
  throw unexpected(response);
}

/** `undefined` when the body is not JSON. A connection that broke before the end of the body is a `network_error`. */
export function bodyOf(response: Response): Promise<unknown> {
  return response.json().catch((cause: unknown) => {
    if (!(cause instanceof SyntaxError)) throw sendError(cause);
  });
}

// A captive portal answers 200 with a page of its own. Without this check it would sign people out.
function isAnswer(body: unknown): body is Session | Visitor {
  return typeof (body as Partial<Session> | null | undefined)?.authenticated === "boolean";
}

export function unexpected(response: Response): SallyportError {
  return new SallyportError({
    code: "unexpected_answer",
    status: response.status,
    message: `No answer from a Sallyport server: ${response.url}`,
  });
}
