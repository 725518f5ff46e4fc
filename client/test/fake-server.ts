import { judge, type Account, type Jar, type Live } from "./fake-sessions.js";

export type { Jar };

/**
 * An in-memory server with the HTTP contract: sessions, rotating refresh tokens, and CSRF tokens that are bound to the
 * session or visitor. It is strict, because it decides how well the client is tested.
 */
export const origin = "https://app.example.test";
export const header = "X-XSRF-TOKEN";

interface Typed {
  readonly username?: string;
  readonly password?: string;
  readonly idToken?: string;
  readonly refreshToken?: string;
  readonly transport?: Live["transport"];
}

const wantsRecentSignIn = /^(POST \/auth\/social\/\w+\/link|DELETE \/auth\/identities\/.+|POST \/api\/transfer)$/;

const nobody = { sid: "", endsAt: 0 };

interface Linked {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly email: string | null;
  readonly displayName: string | null;
  readonly picture: string | null;
  readonly linkedAt: string;
  /** The id of the account that it belongs to. It is not part of the answer. */
  readonly of: string;
}

export interface Seen {
  readonly call: string;
  readonly token: string | null;
  readonly body: string;
  readonly request: Request;
  status: number;
}

export class FakeServer {
  readonly accounts: Account[] = [
    { id: "1", username: "ada", password: "engine", displayName: "Ada" },
    { id: "2", username: "bob", password: "builder", displayName: "Bob" },
  ];
  readonly sessions = new Map<string, Live>();
  /** Whether the CORS origins contain the page's. Otherwise the browser keeps each answer from the page. */
  listsPage = true;
  readonly providers: { readonly id: string; readonly name: string }[] = [];
  readonly identities: Linked[] = [];
  /** The address that a link request answers with. */
  location = "https://provider.example.test/authorize?state=x";
  readonly seen: Seen[] = [];
  /** In milliseconds. It is far from the local clock on purpose. */
  now = Date.parse("2031-05-06T07:08:09Z");
  lifetime = 300;
  /** The grace period in seconds, in which a rotated refresh token gets the same answer again. */
  grace = 30;
  /** How many seconds a sign-in counts as recent. Linking, unlinking and `POST /api/transfer` need a recent one. */
  recent = 600;
  /** Calls whose answer is lost: the call takes effect, and the client gets no answer. */
  readonly lost = new Set<string>();
  /** Replaces the answer to a call such as `POST /auth/refresh`. With `"offline"` there is no answer. */
  readonly faults = new Map<string, Response | "offline">();
  /** Delays the answer to a call. The call takes effect at once. */
  readonly delays = new Map<string, Promise<unknown>>();
  /** What was decided about each refresh token that was presented. */
  readonly verdicts: string[] = [];
  readonly #carried = new Map<string, NonNullable<Jar["access"]>>();
  #count = 0;

  async handle(request: Request, jar: Jar): Promise<Response> {
    const call = `${request.method} ${new URL(request.url).pathname}`;
    const body = await request.clone().text();
    const seen: Seen = { call, token: request.headers.get(header), body, request, status: 0 };
    this.seen.push(seen);
    const fault = this.faults.get(call);
    if (fault === "offline") throw new TypeError("fetch failed");
    // The cookies of a lost answer are lost, too. Without credentials no cookie is sent or stored.
    const alone = request.credentials === "omit" || this.lost.has(call);
    const cookies = request.credentials === "omit" ? {} : alone ? { ...jar } : jar;
    const response = fault?.clone() ?? this.#answer(call, seen, cookies);
    seen.status = response.status;
    await this.delays.get(call);
    if (this.lost.has(call)) throw new TypeError("connection reset");
    return request.method === "HEAD" ? new Response(null, response) : response;
  }

  /** The calls in order, such as `POST /auth/login 200`. */
  get story(): string[] {
    return this.seen.map(({ call, status }) => `${call} ${status}`);
  }

  advance(seconds: number): void {
    this.now += seconds * 1000;
  }

  /** Loses the answer to the first such call during `during`, and to no later one. */
  async losingTheFirst(call: string, during: () => Promise<unknown>): Promise<void> {
    this.lost.add(call);
    const before = this.seen.length;
    const done = during();
    while (!this.seen.slice(before).some((seen) => seen.call === call && seen.status > 0)) await new Promise(setImmediate);
    this.lost.delete(call);
    await done;
  }

  /** What the callback does when somebody comes back from a provider: it sets cookies and tells script nothing. */
  comeBack(jar: Jar, username: string): void {
    this.#enter(this.accounts.find((one) => one.username === username)!, jar);
  }

  addLink(username: string, id: string, provider: string, displayName: string | null = null): void {
    const of = this.accounts.find((one) => one.username === username)!.id;
    const name = this.providers.find((one) => one.id === provider)?.name ?? provider;
    this.identities.push({ id, provider, name, email: null, displayName, picture: null, linkedAt: iso(this.now), of });
  }

  #answer(call: string, { token, body, request }: Seen, browser: Jar): Response {
    const [method = "", path = ""] = call.split(" ");
    const bearer = request.headers.get("Authorization");
    // The header alone counts: cookies are ignored, and no CSRF token is needed.
    const jar = bearer ? { access: this.#carried.get(bearer) ?? nobody } : browser;
    if (!/^(GET|HEAD|OPTIONS)$/.test(method) && !bearer && !/"refreshToken"|"transport":"header"/.test(body)) {
      if (token === null) return this.#problem(403, "csrf_missing");
      if (!token.endsWith(`.${this.#boundTo(jar)}`)) return this.#problem(403, "csrf_mismatch");
    }
    switch (call) {
      case "GET /auth/session":
        return this.#session(jar, bearer !== null);
      case "POST /auth/login":
        return this.#login(JSON.parse(body) as Typed, jar);
      case "GET /auth/social":
        return this.#json(this.providers);
      case "GET /auth/social/nonce":
        if (!this.#boundTo(jar)) jar.visitor = this.#mint("visitor");
        return this.#json({ nonce: this.#nonce(jar) });
      case "POST /auth/social/google/exchange":
        return this.#exchange(JSON.parse(body) as Typed, jar);
      case "POST /auth/refresh":
        return this.#refresh(body.startsWith("{") ? (JSON.parse(body) as Typed).refreshToken : jar.refresh, jar);
      case "POST /auth/logout":
        return this.#logout(jar, this.#liveSession(jar));
    }
    const live = this.#admitted(jar);
    if (live instanceof Response) return live;
    if (call === "POST /auth/logout/all") return this.#logoutEverywhere(jar, live);
    if (call === "GET /auth/sessions") return this.#json(this.#own(live).map((one) => this.#listed(one, live)));
    if (call === "DELETE /auth/sessions") return this.#endOthers(live);
    if (call.startsWith("DELETE /auth/sessions/")) return this.#endSession(decodeURIComponent(path.slice(15)), live);
    const recent = this.now - live.createdAt <= this.recent * 1000;
    if (!recent && wantsRecentSignIn.test(call)) return this.#problem(401, "insufficient_user_authentication");
    if (/^POST \/auth\/social\/\w+\/link$/.test(call)) return this.#json({ location: this.location });
    if (call === "GET /auth/identities") return this.#json(this.#linked(live).map(({ of: _, ...shown }) => shown));
    if (call.startsWith("DELETE /auth/identities/")) return this.#unlink(decodeURIComponent(path.slice(17)), live);
    return this.#application(call, live, body);
  }

  #linked({ account }: Live): Linked[] {
    return this.identities.filter((one) => one.of === account.id);
  }

  #unlink(id: string, live: Live): Response {
    const one = this.#linked(live).find((linked) => linked.id === id);
    if (!one) return this.#problem(404, "not_found");
    this.identities.splice(this.identities.indexOf(one), 1);
    return new Response(null, { status: 204, headers: this.#headers() });
  }

  #exchange({ idToken, transport }: Typed, jar: Jar): Response {
    const account = this.accounts.find(({ username }) => idToken === `${username}, says Google, asked with ${this.#nonce(jar)}`);
    return account ? this.#enter(account, jar, transport) : this.#problem(401, "token_not_for_us");
  }

  #application(call: string, live: Live, body: string): Response {
    const { account } = live;
    if (call === "POST /api/profile") account.displayName = (JSON.parse(body) as Account).displayName;
    else if (/^POST \/api\/(echo|transfer)/.test(call)) return new Response(body, { headers: this.#headers() });
    else if (!/^(GET|HEAD|OPTIONS) \/api\/profile$/.test(call)) return this.#problem(404, "not_found");
    return this.#json({ username: account.username, email: null, displayName: account.displayName, bio: "" });
  }

  #session(jar: Jar, inHeaderForm: boolean): Response {
    const live = this.#liveSession(jar);
    if (live && jar.access && jar.access.endsAt > this.now) return this.#json(this.#signedIn(live, jar.access.endsAt));
    if (inHeaderForm) return this.#json({ authenticated: false, refreshable: false });
    if (!live) jar.visitor ??= this.#mint("visitor");
    return this.#json({ authenticated: false, refreshable: live !== undefined, csrf: this.#csrf(jar) });
  }

  #login({ username, password, transport }: Typed, jar: Jar): Response {
    const account = this.accounts.find((one) => one.username === username && one.password === password);
    return account ? this.#enter(account, jar, transport) : this.#problem(401, "credentials_rejected");
  }

  #enter(account: Account, jar: Jar, transport: Live["transport"] = "cookie"): Response {
    const old = this.#liveSession(jar);
    if (old) this.sessions.delete(old.id);
    const live: Live = { id: this.#mint("sid"), account, transport, createdAt: this.now, refresh: "" };
    this.sessions.set(live.id, live);
    delete jar.visitor;
    return this.#issue(live, jar);
  }

  #refresh(presented: string | undefined, jar: Jar): Response {
    if (presented === undefined) return this.#problem(401, "refresh_missing");
    const live = this.sessions.get(presented.split("/")[0]!);
    if (!live) return this.#problem(401, "session_revoked");
    const verdict = judge(live, presented, this.now, this.grace);
    this.verdicts.push(verdict);
    if (verdict === "rotate" || verdict === "repeat") return this.#issue(live, jar, verdict === "repeat");
    if (verdict === "refresh_reused") this.sessions.delete(live.id);
    return this.#problem(401, verdict);
  }

  #issue(live: Live, jar: Jar, again = false): Response {
    if (!again) {
      live.previous = { token: live.refresh, at: this.now };
      live.refresh = this.#mint(`${live.id}/refresh`);
    }
    const access = { sid: live.id, endsAt: this.now + this.lifetime * 1000 };
    const answer = this.#signedIn(live, access.endsAt);
    if (live.transport !== "header") jar.refresh = live.refresh;
    if (live.transport === "cookie") {
      jar.access = access;
      return this.#json(answer);
    }
    const accessToken = this.#mint("access");
    this.#carried.set(`JWT ${accessToken}`, access);
    const tokens = { accessToken, tokenType: "JWT", expiresIn: this.lifetime };
    return this.#json({ ...answer, ...tokens, ...(live.transport === "header" && { refreshToken: live.refresh }) });
  }

  #logout(jar: Jar, live: Live | undefined): Response {
    if (live) this.sessions.delete(live.id);
    delete jar.access;
    delete jar.refresh;
    return new Response(null, { status: 204, headers: this.#headers() });
  }

  #logoutEverywhere(jar: Jar, live: Live): Response {
    for (const one of this.#own(live)) this.sessions.delete(one.id);
    return this.#logout(jar, undefined);
  }

  #endOthers(live: Live): Response {
    for (const one of this.#own(live)) if (one !== live) this.sessions.delete(one.id);
    return new Response(null, { status: 204, headers: this.#headers() });
  }

  #endSession(id: string, live: Live): Response {
    if (!this.#own(live).some((one) => one.id === id)) return this.#problem(404, "not_found");
    this.sessions.delete(id);
    return new Response(null, { status: 204, headers: this.#headers() });
  }

  #admitted(jar: Jar): Live | Response {
    if (!jar.access) return this.#problem(401, "access_missing");
    const live = this.sessions.get(jar.access.sid);
    if (!live) return this.#problem(401, "session_revoked");
    return jar.access.endsAt > this.now ? live : this.#problem(401, "access_expired");
  }

  #liveSession({ access, refresh }: Jar): Live | undefined {
    const sid = access?.sid ?? refresh?.split("/")[0] ?? "";
    return this.sessions.get(sid);
  }

  #own({ account }: Live): Live[] {
    return [...this.sessions.values()].filter((one) => one.account === account);
  }

  #boundTo(jar: Jar): string | undefined {
    return this.#liveSession(jar)?.id ?? jar.visitor;
  }

  #nonce(jar: Jar): string {
    return `nonce of ${this.#boundTo(jar)}`;
  }

  #csrf(jar: Jar): { header: string; token: string } {
    return { header, token: `${this.#mint("salt")}.${this.#boundTo(jar)}` };
  }

  #signedIn({ id, account, transport, createdAt }: Live, accessEndsAt: number): object {
    const { username } = account;
    return {
      authenticated: true,
      user: { id: account.id, username, email: `${username}@example.test`, roles: ["user"] },
      session: { id, transport, ...this.#times(createdAt), authenticatedAt: iso(createdAt) },
      accessExpiresAt: iso(accessEndsAt),
      ...(transport !== "header" && { csrf: { header, token: `${this.#mint("salt")}.${id}` } }),
    };
  }

  #listed({ id, createdAt }: Live, live: Live): object {
    const times = { ...this.#times(createdAt), lastSeenAt: iso(this.now) };
    return { id, current: id === live.id, ...times, device: "Firefox 153 on Linux", ip: "127.0.0.1" };
  }

  #times(createdAt: number): { createdAt: string; expiresAt: string } {
    return { createdAt: iso(createdAt), expiresAt: iso(createdAt + 7 * 86_400_000) };
  }

  #mint(kind: string): string {
    return `${kind}-${++this.#count}`;
  }

  #json(body: unknown, status = 200, type = "application/json"): Response {
    return new Response(JSON.stringify(body), { status, headers: { ...this.#headers(), "Content-Type": type } });
  }

  #problem(status: number, code: string): Response {
    return this.#json({ type: "about:blank", title: code, status, code }, status, "application/problem+json");
  }

  #headers(): Record<string, string> {
    return { Date: new Date(this.now).toUTCString(), "Cache-Control": "no-store" };
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
