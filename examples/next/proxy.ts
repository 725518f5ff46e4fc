import { NextResponse, type NextRequest } from "next/server";
import { policy } from "../policy";

const production = process.env.NODE_ENV === "production";

/**
 * The browser knows one origin, and the Sallyport server hears what the page asks of it. Here and not in the `rewrites` of
 * the configuration, which are fixed when the app is built.
 */
export function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  if (!/^\/(auth|api)(\/|$)/.test(pathname)) return page(request);
  const server = process.env["SALLYPORT_URL"] ?? "http://127.0.0.1:8080";
  return NextResponse.rewrite(new URL(pathname + search, server));
}

/** `next dev` has tools in the page that no strict policy allows. */
function page(request: NextRequest) {
  if (!production) return NextResponse.next();
  const value = policy(Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64"));
  const headers = new Headers(request.headers);
  // Next reads the nonce from here. Set, not appended: a nonce that the visitor chose would be no secret.
  headers.set("Content-Security-Policy", value);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", value);
  return response;
}

export const config = { matcher: ["/((?!_next/static/).*)"] };
