import type { RecordedRequest } from "./request-recorder.js";
import { outcomes } from "./texts/requests.js";

/** What one of the two doors did. */
export type DoorState = "open" | "closed" | "unneeded" | "unreached";

export interface DoorStates {
  readonly first: DoorState;
  readonly second: DoorState;
  readonly words: string;
}

const closesFirst = /^(cross_site|origin_not_allowed|access_|session_revoked|refresh_|duplicate_cookie)/;
const closesSecond = /^csrf_/;

/** Tells from a request and its answer which door did what. The server's code says why. */
export function doorStates(request: RecordedRequest): DoorStates {
  const { status, code = "" } = request;
  const isHeaderForm = request.scheme !== undefined || !request.withCookies;
  const needsSecond = !isSafe(request.method) && !isHeaderForm;
  if (status === undefined) return { first: "unreached", second: needsSecond ? "unreached" : "unneeded", words: outcome("no_answer") };
  if (closesFirst.test(code)) return { first: "closed", second: needsSecond ? "unreached" : "unneeded", words: outcome(code) };
  if (closesSecond.test(code)) return { first: "open", second: "closed", words: outcome(code) };
  const words = code in outcomes ? outcome(code) : status >= 400 ? outcome("failed") : success(request, needsSecond);
  return { first: isPublic(request) ? "unneeded" : "open", second: needsSecond ? "open" : "unneeded", words };
}

function success(request: RecordedRequest, needsSecond: boolean): string {
  if (needsSecond) return outcome("both");
  if (isPublic(request)) return outcome("public");
  return outcome(isSafe(request.method) ? "reads" : "bearer");
}

function isPublic({ method, path }: RecordedRequest): boolean {
  return method === "GET" && /\/(session|social)$/.test(path);
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

function outcome(code: string): string {
  return outcomes[code] ?? code;
}
