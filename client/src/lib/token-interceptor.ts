import type { ClientTransport, Fetch } from "../api/transport.js";
import { allowedOrigins } from "./allowed-origins.js";
import { codeOf, endsSession } from "./problem.js";
import { bodyOf } from "./read-answer.js";
import { sendError } from "./send.js";

/** The tokens that script holds. Only the transport `header` has a `refreshToken`. */
export interface Tokens {
  readonly accessToken?: string;
  readonly tokenType?: string;
  readonly refreshToken?: string;
}

/** Where the tokens are kept. They are read anew each time, because another tab may have refreshed them. */
export interface TokenStore {
  read(): Tokens;
  write(tokens: Tokens): void;
}

interface Interceptor {
  readonly transport: "memory" | "header";
  readonly store: TokenStore;
  readonly send: Fetch;
  /** The server's origin. */
  readonly origin: string;
  readonly acceptsCookies?: boolean;
}

/**
 * Wraps a `fetch` for a client that works with cookies only: it puts the tokens into requests and takes them out of answers.
 * So no token is in the client's state, in what the app gets, or in what tabs tell each other.
 *
 * @param origins further origins that are sent the access token
 * @param storeFor gives the token store of a server
 */
export function tokenInterceptor(
  transport: Interceptor["transport"],
  origins: readonly string[],
  storeFor: (server: string) => TokenStore,
): Pick<ClientTransport, "carriesTo" | "over"> {
  const stores = new Map<string, TokenStore>();
  const carriesTo = allowedOrigins(origins);
  const over = (send: Fetch, server: string): Fetch => {
    const store = stores.get(server) ?? storeFor(server);
    stores.set(server, store);
    const { origin, pathname: base } = new URL(server);
    const interceptor: Interceptor = { transport, store, send: async (request) => rejectRedirect(await send(request)), origin };
    return (input, init) => {
      // The client makes ready requests for its server. Everything else is sent unchanged, and never with a token.
      if (!(input instanceof Request) || input.credentials === "omit") return send(input, init);
      const url = new URL(input.url);
      if (url.origin === origin) return route(interceptor, input, url.pathname.startsWith(base) ? url.pathname.slice(base.length) : "");
      return carriesTo(url) ? sendAuthenticated(interceptor, input) : send(input, init);
    };
  };
  return { carriesTo, over };
}

function rejectRedirect(response: Response): Response {
  if (response.type === "opaqueredirect") throw sendError();
  return response;
}

function route(interceptor: Interceptor, request: Request, name: string): Promise<Response> {
  const call = `${request.method} ${name}`;
  if (call === "GET /session") return sendSessionRequest(interceptor, request);
  if (call === "POST /refresh") return sendRefresh(interceptor, request);
  if (/^POST (\/login|\/social\/[^/]+\/exchange)$/.test(call)) return sendSignIn(interceptor, request);
  // The answer sets a cookie by which the server recognizes the browser when it comes back from the provider.
  if (/^POST \/social\/[^/]+\/link$/.test(call)) return sendAuthenticated({ ...interceptor, acceptsCookies: true }, request);
  return /^POST \/logout(\/all)?$/.test(call) ? sendSignOut(interceptor, request) : sendAuthenticated(interceptor, request);
}

/** Sends any request for which somebody must be signed in. */
async function sendAuthenticated(interceptor: Interceptor, request: Request): Promise<Response> {
  const copy = request.clone();
  const before = authorization(interceptor.store);
  const response = await interceptor.send(withAuthorization(interceptor, request, before));
  const now = authorization(interceptor.store);
  if (response.status !== 401 || now === before || !now) return response;
  // Another tab refreshed the token while this request was under way.
  return (await codeOf(response)).startsWith("access_") ? interceptor.send(withAuthorization(interceptor, copy, now)) : response;
}

async function sendSignOut(interceptor: Interceptor, request: Request): Promise<Response> {
  const response = await sendAuthenticated(interceptor, request);
  if (response.ok) interceptor.store.write({});
  return response;
}

async function sendSignIn(interceptor: Interceptor, request: Request): Promise<Response> {
  const credentials = (await request.json()) as object;
  const body = JSON.stringify({ ...credentials, transport: interceptor.transport });
  // The server ends the session that the new one replaces. With `memory` the refresh cookie names that session.
  const before = interceptor.transport === "header" ? authorization(interceptor.store) : undefined;
  return storeTokens(interceptor, await interceptor.send(withAuthorization(interceptor, new Request(request, { body }), before)));
}

async function sendSessionRequest(interceptor: Interceptor, request: Request): Promise<Response> {
  const { store, send } = interceptor;
  const before = authorization(store);
  if (before) {
    const answer = await storeTokens(interceptor, await send(withAuthorization(interceptor, request.clone(), before)));
    if (!answer.ok || (await membersOf(answer))["authenticated"] !== false) return answer;
    // The server looks at the Authorization header only. With an expired token in it, the answer says nothing about the
    // refresh cookie and has no CSRF token for the refresh. So the request is sent again without the header.
    if (authorization(store) === before) store.write(withoutAccess(store.read()));
  }
  return storeTokens(interceptor, await send(withAuthorization(interceptor, request)));
}

/** With `memory` the refresh token is in the cookie, which the server ignores when there is an Authorization header. */
async function sendRefresh(interceptor: Interceptor, request: Request): Promise<Response> {
  const { store, send } = interceptor;
  const { refreshToken } = store.read();
  // There is no refresh token to send.
  if (interceptor.transport === "header" && !refreshToken) return Response.json({ code: "refresh_missing" }, { status: 401 });
  const copy = request.clone();
  const sent = interceptor.transport === "memory" ? request : withRefreshToken(refreshToken, withAuthorization(interceptor, request));
  const response = await send(sent);
  if (response.status !== 401) return storeTokens(interceptor, response);
  // In a shared storage the tokens of another tab's sign-in may arrive before the message about it.
  if (store.read().refreshToken !== refreshToken) return sendRefresh(interceptor, copy);
  if (endsSession(await codeOf(response))) store.write({});
  return response;
}

function withRefreshToken(refreshToken: string | undefined, request: Request): Request {
  const sent = new Request(request, { body: JSON.stringify({ refreshToken }) });
  sent.headers.set("Content-Type", "application/json");
  return sent;
}

function authorization(store: TokenStore): string | undefined {
  const { accessToken, tokenType } = store.read();
  return accessToken && `${tokenType} ${accessToken}`;
}

function withoutAccess({ refreshToken }: Tokens): Tokens {
  return refreshToken ? { refreshToken } : {};
}

/** @param value the value of the Authorization header, if any */
function withAuthorization({ transport, origin, acceptsCookies }: Interceptor, request: Request, value?: string): Request {
  const { referrer, referrerPolicy } = request;
  const to = new URL(request.url).origin;
  // A browser sends the header again when a redirect leads to another origin. Either of the two modes prevents that.
  const isPage = to === globalThis.location?.origin;
  const sent = new Request(request, {
    referrer,
    referrerPolicy,
    ...(((transport === "header" && !acceptsCookies) || to !== origin) && { credentials: "omit" }),
    ...(value && (isPage ? { mode: "same-origin" } : { redirect: "manual" })),
  });
  if (transport === "header") sent.headers.delete(placeholder.header);
  if (value) sent.headers.set("Authorization", value);
  return sent;
}

// The client adds a CSRF token to each unsafe request. With `header` this placeholder is removed before it is sent.
const placeholder = { header: "X-XSRF-TOKEN", token: "none" };

/** Stores the tokens of an answer and returns the answer without them. */
async function storeTokens({ transport, store }: Interceptor, response: Response): Promise<Response> {
  if (!response.ok) return response;
  const { accessToken, refreshToken, tokenType, expiresIn: _, ...answer } = await membersOf(response);
  if (accessToken) store.write({ accessToken, tokenType, ...(refreshToken !== undefined && { refreshToken }) } as Tokens);
  if (transport === "header") {
    answer["csrf"] = placeholder;
    if (answer["authenticated"] === false) answer["refreshable"] = store.read().refreshToken !== undefined;
  }
  return new Response(JSON.stringify(answer), response);
}

async function membersOf(response: Response): Promise<Record<string, unknown>> {
  const body = await bodyOf(response.clone());
  return body instanceof Object ? (body as Record<string, unknown>) : {};
}
