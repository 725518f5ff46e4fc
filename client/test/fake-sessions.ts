/** The cookies of one browser, which all its tabs share. */
export interface Jar {
  access?: { readonly sid: string; readonly endsAt: number };
  refresh?: string;
  visitor?: string;
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  displayName: string;
}

export interface Live {
  readonly id: string;
  readonly account: Account;
  readonly transport: "cookie" | "memory" | "header";
  readonly createdAt: number;
  refresh: string;
  previous?: { readonly token: string; readonly at: number };
}

/** How the server treats a refresh token, by the HTTP contract. */
export type Verdict = "rotate" | "repeat" | "refresh_reused" | "refresh_unknown";

export function judge(live: Live, presented: string, now: number, grace: number): Verdict {
  if (presented === live.refresh) return "rotate";
  const { previous } = live;
  if (presented === previous?.token) return now - previous.at <= grace * 1000 ? "repeat" : "refresh_reused";
  return presented.startsWith(`${live.id}/`) ? "refresh_reused" : "refresh_unknown";
}
