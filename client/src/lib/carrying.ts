import type { ClientTransport, Fetch } from "../client.js";
import { allied } from "./allied.js";
import { codeOf, endsSession } from "./problem.js";
import { bodyOf } from "./read-answer.js";
import { noAnswer } from "./send.js";

/** The tokens in script's hands; `refreshToken` only with the transport `header`. */
export interface Tokens {
  readonly accessToken?: string;
  readonly tokenType?: string;
  readonly refreshToken?: string;
}

/** Where they are kept. Read anew each time: another tab may have renewed them. */
export interface Place {
  read(): Tokens;
  write(tokens: Tokens): void;
}

interface Wire {
  readonly transport: "memory" | "header";
  readonly place: Place;
  readonly send: Fetch;
  /** The server's origin. */
  readonly origin: string;
  readonly takesCookies?: boolean;
}

/**
 * Lets a client that knows cookies alone talk in header form: puts the tokens into its requests and takes them out of the
 * answers. So none of them is in the client's state, in what the app is given, or in what tabs tell each other.
 *
 * @param origins further origins that are sent the access token
 * @param placeAt the place for the tokens of a server
 */
export function carrying(
  transport: Wire["transport"],
  origins: readonly string[],
  placeAt: (server: string) => Place,
): Pick<ClientTransport, "carriesTo" | "over"> {
  const places = new Map<string, Place>();
  const carriesTo = allied(origins);
  const over = (send: Fetch, server: string): Fetch => {
    const place = places.get(server) ?? placeAt(server);
    places.set(server, place);
    const { origin, pathname: base } = new URL(server);
    const wire: Wire = { transport, place, send: async (request) => followed(await send(request)), origin };
    return (input, init) => {
      // For us the client makes ready requests. All else goes as it came, and never with a token.
      if (!(input instanceof Request) || input.credentials === "omit") return send(input, init);
      const url = new URL(input.url);
      if (url.origin === origin) return dispatch(wire, input, url.pathname.startsWith(base) ? url.pathname.slice(base.length) : "");
      return carriesTo(url) ? knock(wire, input) : send(input, init);
    };
  };
  return { carriesTo, over };
}

function followed(response: Response): Response {
  if (response.type === "opaqueredirect") throw noAnswer();
  return response;
}

function dispatch(wire: Wire, request: Request, name: string): Promise<Response> {
  const call = `${request.method} ${name}`;
  if (call === "GET /session") return askWho(wire, request);
  if (call === "POST /refresh") return refresh(wire, request);
  if (/^POST (\/login|\/social\/[^/]+\/exchange)$/.test(call)) return signIn(wire, request);
  // Whoever comes back from a provider is known again by a cookie, which the answer to this sets.
  if (/^POST \/social\/[^/]+\/link$/.test(call)) return knock({ ...wire, takesCookies: true }, request);
  return /^POST \/logout(\/all)?$/.test(call) ? signOut(wire, request) : knock(wire, request);
}

/** Any request for which somebody must be signed in. */
async function knock(wire: Wire, request: Request): Promise<Response> {
  const spare = request.clone();
  const before = authorization(wire.place);
  const response = await wire.send(inHeaderForm(wire, request, before));
  const now = authorization(wire.place);
  if (response.status !== 401 || now === before || !now) return response;
  // Another tab renewed it while this request was under way.
  return (await codeOf(response)).startsWith("access_") ? wire.send(inHeaderForm(wire, spare, now)) : response;
}

async function signOut(wire: Wire, request: Request): Promise<Response> {
  const response = await knock(wire, request);
  if (response.ok) wire.place.write({});
  return response;
}

async function signIn(wire: Wire, request: Request): Promise<Response> {
  const proof = (await request.json()) as object;
  const body = JSON.stringify({ ...proof, transport: wire.transport });
  // The server ends the session that this one takes the place of, which with `memory` a cookie names.
  const before = wire.transport === "header" ? authorization(wire.place) : undefined;
  return keep(wire, await wire.send(inHeaderForm(wire, new Request(request, { body }), before)));
}

async function askWho(wire: Wire, request: Request): Promise<Response> {
  const { place, send } = wire;
  const carried = authorization(place);
  if (carried) {
    const answer = await keep(wire, await send(inHeaderForm(wire, request.clone(), carried)));
    if (!answer.ok || (await membersOf(answer))["authenticated"] !== false) return answer;
    // Judged by an ended token alone, the question got no answer about the session, nor a CSRF token for the refresh.
    if (authorization(place) === carried) place.write(withoutAccess(place.read()));
  }
  return keep(wire, await send(inHeaderForm(wire, request)));
}

/** With `memory` it is the cookie's. An Authorization header would make the server ignore that. */
async function refresh(wire: Wire, request: Request): Promise<Response> {
  const { place, send } = wire;
  const { refreshToken } = place.read();
  // Nothing to present, and so nothing to ask.
  if (wire.transport === "header" && !refreshToken) return Response.json({ code: "refresh_missing" }, { status: 401 });
  const spare = request.clone();
  const sent = wire.transport === "memory" ? request : naming(refreshToken, inHeaderForm(wire, request));
  const response = await send(sent);
  if (response.status !== 401) return keep(wire, response);
  // In a shared storage another tab's sign-in may be there before word of it is.
  if (place.read().refreshToken !== refreshToken) return refresh(wire, spare);
  if (endsSession(await codeOf(response))) place.write({});
  return response;
}

function naming(refreshToken: string | undefined, request: Request): Request {
  const sent = new Request(request, { body: JSON.stringify({ refreshToken }) });
  sent.headers.set("Content-Type", "application/json");
  return sent;
}

function authorization(place: Place): string | undefined {
  const { accessToken, tokenType } = place.read();
  return accessToken && `${tokenType} ${accessToken}`;
}

function withoutAccess({ refreshToken }: Tokens): Tokens {
  return refreshToken ? { refreshToken } : {};
}

/** @param carried the value of the Authorization header, if any */
function inHeaderForm({ transport, origin, takesCookies }: Wire, request: Request, carried?: string): Request {
  const { referrer, referrerPolicy } = request;
  const to = new URL(request.url).origin;
  // A browser repeats our header when a redirect leads elsewhere. Either keeps it from that step.
  const isPage = to === globalThis.location?.origin;
  const sent = new Request(request, {
    referrer,
    referrerPolicy,
    ...(((transport === "header" && !takesCookies) || to !== origin) && { credentials: "omit" }),
    ...(carried && (isPage ? { mode: "same-origin" } : { redirect: "manual" })),
  });
  if (transport === "header") sent.headers.delete(blank.header);
  if (carried) sent.headers.set("Authorization", carried);
  return sent;
}

// The client sends it along with what changes something; here it never gets any further.
const blank = { header: "X-XSRF-TOKEN", token: "none" };

/** The answer without the tokens, which are where they belong. */
async function keep({ transport, place }: Wire, response: Response): Promise<Response> {
  if (!response.ok) return response;
  const { accessToken, refreshToken, tokenType, expiresIn: _, ...answer } = await membersOf(response);
  if (accessToken) place.write({ accessToken, tokenType, ...(refreshToken !== undefined && { refreshToken }) } as Tokens);
  if (transport === "header") {
    answer["csrf"] = blank;
    if (answer["authenticated"] === false) answer["refreshable"] = place.read().refreshToken !== undefined;
  }
  return new Response(JSON.stringify(answer), response);
}

async function membersOf(response: Response): Promise<Record<string, unknown>> {
  const body = await bodyOf(response.clone());
  return body instanceof Object ? (body as Record<string, unknown>) : {};
}
