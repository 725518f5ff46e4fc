import { NextResponse, type NextRequest } from "next/server";

/**
 * The browser knows one origin, and the Sallyport server hears what the page asks of it. Here and not in the `rewrites` of
 * the configuration, which are fixed when the app is built.
 */
export function proxy({ nextUrl }: NextRequest) {
  const server = process.env["SALLYPORT_URL"] ?? "http://127.0.0.1:8080";
  return NextResponse.rewrite(new URL(nextUrl.pathname + nextUrl.search, server));
}

export const config = { matcher: ["/auth/:path*", "/api/:path*"] };
