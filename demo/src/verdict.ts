import type { Sent } from "./recorder.js";
import { outcomes } from "./texts/requests.js";

/** How one of the two doors behaved. */
export type Door = "open" | "closed" | "unneeded" | "unreached";

export interface Verdict {
  readonly first: Door;
  readonly second: Door;
  readonly words: string;
}

const closesFirst = /^(cross_site|origin_not_allowed|access_|session_revoked|refresh_|duplicate_cookie)/;
const closesSecond = /^csrf_/;

/** Reads from a request and its answer which door did what; the server's code says why. */
export function judge(sent: Sent): Verdict {
  const { status, code = "" } = sent;
  const inHeaderForm = sent.scheme !== undefined || !sent.withCookies;
  const needsSecond = !isSafe(sent.method) && !inHeaderForm;
  if (status === undefined) return { first: "unreached", second: needsSecond ? "unreached" : "unneeded", words: said("no_answer") };
  if (closesFirst.test(code)) return { first: "closed", second: needsSecond ? "unreached" : "unneeded", words: said(code) };
  if (closesSecond.test(code)) return { first: "open", second: "closed", words: said(code) };
  const words = code in outcomes ? said(code) : status >= 400 ? said("failed") : praise(sent, needsSecond);
  return { first: isPublic(sent) ? "unneeded" : "open", second: needsSecond ? "open" : "unneeded", words };
}

function praise(sent: Sent, needsSecond: boolean): string {
  if (needsSecond) return said("both");
  if (isPublic(sent)) return said("public");
  return said(isSafe(sent.method) ? "reads" : "bearer");
}

function isPublic({ method, path }: Sent): boolean {
  return method === "GET" && /\/(session|social)$/.test(path);
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

function said(code: string): string {
  return outcomes[code] ?? code;
}
