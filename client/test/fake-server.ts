/**
 * A server that keeps to the HTTP contract, in memory: sessions, rotating refresh tokens, and CSRF tokens bound to the
 * session or visitor. The client is only as well tested as this server is strict.
 */
export const origin = "https://app.example.test";
export const header = "X-XSRF-TOKEN";

/** The cookies of one browser; every tab of it shares them. */
export interface Jar {
  access?: { readonly sid: string; readonly endsAt: number };
  refresh?: string;
  visitor?: string;
}

interface Account {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  displayName: string;
}

interface Live {
  readonly id: string;
  readonly account: Account;
  readonly createdAt: number;
  refresh: string;
}

interface Linked {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly email: string | null;
  readonly displayName: string | null;
  readonly picture: string | null;
  readonly linkedAt: string;
  /** Whose it is: an account's id. Not part of the answer. */
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
  readonly providers: { readonly id: string; readonly name: string }[] = [];
  readonly identities: Linked[] = [];
  /** Where a link leads to. */
  location = "https://provider.example.test/authorize?state=x";
  readonly seen: Seen[] = [];
  /** Milliseconds; on purpose nowhere near the local clock. */
  now = Date.parse("2031-05-06T07:08:09Z");
  lifetime = 300;
  /** Replaces the answer to a call such as `POST /auth/refresh`; `"offline"` gives none. */
  readonly faults = new Map<string, Response | "offline">();
  /** Holds back the answer to a call, which takes effect at once. */
  readonly delays = new Map<string, Promise<unknown>>();
  #count = 0;

  async handle(request: Request, jar: Jar): Promise<Response> {
    const call = `${request.method} ${new URL(request.url).pathname}`;
    const body = await request.clone().text();
    const seen: Seen = { call, token: request.headers.get(header), body, request, status: 0 };
    this.seen.push(seen);
    const fault = this.faults.get(call);
    if (fault === "offline") throw new TypeError("fetch failed");
    const response = fault?.clone() ?? this.#answer(call, seen, jar);
    seen.status = response.status;
    await this.delays.get(call);
    return response;
  }

  /** What was called, in order, as `POST /auth/login 200`. */
  get story(): string[] {
    return this.seen.map(({ call, status }) => `${call} ${status}`);
  }

  advance(seconds: number): void {
    this.now += seconds * 1000;
  }

  /** What the callback does when somebody comes back from a provider, in whichever window: cookies, and no word to script. */
  comeBack(jar: Jar, username: string): void {
    this.#enter(this.accounts.find((one) => one.username === username)!, jar);
  }

  addLink(username: string, id: string, provider: string, displayName: string | null = null): void {
    const of = this.accounts.find((one) => one.username === username)!.id;
    const name = this.providers.find((one) => one.id === provider)?.name ?? provider;
    this.identities.push({ id, provider, name, email: null, displayName, picture: null, linkedAt: iso(this.now), of });
  }

  #answer(call: string, { token, body }: Seen, jar: Jar): Response {
    const [method = "", path = ""] = call.split(" ");
    if (method !== "GET") {
      if (token === null) return this.#problem(403, "csrf_missing");
      if (!token.endsWith(`.${this.#boundTo(jar)}`)) return this.#problem(403, "csrf_mismatch");
    }
    switch (call) {
      case "GET /auth/session":
        return this.#session(jar);
      case "POST /auth/login":
        return this.#login(JSON.parse(body) as { username: string; password: string }, jar);
      case "GET /auth/social":
        return this.#json(this.providers);
      case "POST /auth/social/google/exchange":
        return this.#exchange(JSON.parse(body) as { idToken?: string }, jar);
      case "POST /auth/refresh":
        return this.#refresh(jar);
      case "POST /auth/logout":
        return this.#logout(jar, this.#liveSession(jar));
    }
    const live = this.#admitted(jar);
    if (live instanceof Response) return live;
    if (call === "POST /auth/logout/all") return this.#logoutEverywhere(jar, live);
    if (call === "GET /auth/sessions") return this.#json(this.#own(live).map((one) => this.#listed(one, live)));
    if (call === "DELETE /auth/sessions") return this.#endOthers(live);
    if (call.startsWith("DELETE /auth/sessions/")) return this.#endSession(decodeURIComponent(path.slice(15)), live);
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

  #exchange({ idToken }: { idToken?: string }, jar: Jar): Response {
    const account = this.accounts.find(({ username }) => idToken === `${username}, says Google`);
    return account ? this.#enter(account, jar) : this.#problem(401, "token_not_for_us");
  }

  #application(call: string, { account }: Live, body: string): Response {
    if (call === "POST /api/profile") account.displayName = (JSON.parse(body) as Account).displayName;
    else if (call.startsWith("POST /api/echo")) return new Response(body, { headers: this.#headers() });
    else if (call !== "GET /api/profile") return this.#problem(404, "not_found");
    return this.#json({ username: account.username, email: null, displayName: account.displayName, bio: "" });
  }

  #session(jar: Jar): Response {
    const live = this.#liveSession(jar);
    if (live && jar.access && jar.access.endsAt > this.now) return this.#json(this.#signedIn(live, jar.access.endsAt));
    if (!live) jar.visitor ??= this.#mint("visitor");
    return this.#json({ authenticated: false, refreshable: jar.refresh !== undefined, csrf: this.#csrf(jar) });
  }

  #login({ username, password }: { username: string; password: string }, jar: Jar): Response {
    const account = this.accounts.find((one) => one.username === username && one.password === password);
    return account ? this.#enter(account, jar) : this.#problem(401, "credentials_rejected");
  }

  #enter(account: Account, jar: Jar): Response {
    const old = this.#liveSession(jar);
    if (old) this.sessions.delete(old.id);
    const live: Live = { id: this.#mint("sid"), account, createdAt: this.now, refresh: "" };
    this.sessions.set(live.id, live);
    delete jar.visitor;
    return this.#issue(live, jar);
  }

  #refresh(jar: Jar): Response {
    if (jar.refresh === undefined) return this.#problem(401, "refresh_missing");
    const live = this.#liveSession(jar);
    return live ? this.#issue(live, jar) : this.#problem(401, "session_revoked");
  }

  #issue(live: Live, jar: Jar): Response {
    live.refresh = this.#mint(`${live.id}/refresh`);
    jar.refresh = live.refresh;
    jar.access = { sid: live.id, endsAt: this.now + this.lifetime * 1000 };
    return this.#json(this.#signedIn(live, jar.access.endsAt));
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

  #csrf(jar: Jar): { header: string; token: string } {
    return { header, token: `${this.#mint("salt")}.${this.#boundTo(jar)}` };
  }

  #signedIn({ id, account, createdAt }: Live, accessEndsAt: number): object {
    const { username } = account;
    return {
      authenticated: true,
      user: { id: account.id, username, email: `${username}@example.test`, roles: ["user"] },
      session: { id, transport: "cookie", ...this.#times(createdAt), authenticatedAt: iso(createdAt) },
      accessExpiresAt: iso(accessEndsAt),
      csrf: { header, token: `${this.#mint("salt")}.${id}` },
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
