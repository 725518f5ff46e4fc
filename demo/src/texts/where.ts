import type { Place } from "../places.js";

/** Chapter one: what is stored where. */
export const where = {
  heading: "Where it is now",
  words: "Two tokens keep you signed in. The access token opens requests for a few minutes; the refresh token fetches the next one, for days.",
  table: "Which place holds which token",
  token: "Token",
  columns: { cookie: "HttpOnly cookie", memory: "Page memory", header: "localStorage" } satisfies Record<Place, string>,
  readable: { cookie: "script cannot read", memory: "script can reach", header: "script can read" } satisfies Record<Place, string>,
  access: "Access token",
  refresh: "Refresh token",
  here: "here",
  empty: "–",
};

export const sight = {
  heading: "What script can see",
  words: "Everything this page’s own script finds, read again each second. Long secrets are cut short.",
  cookies: "document.cookie",
  local: "localStorage",
  session: "sessionStorage",
  databases: "IndexedDB",
  nothing: "nothing",
  notTold: "this browser does not say",
  verdict: {
    cookie: ["Your token is not there.", "Neither of them. There is nothing here to carry off."],
    memory: ["Your token is not there, and yet within reach.", "It is a variable, and script that listens to the page’s requests hears it. The next chapter does."],
    header: ["There they are, both of them.", "One line of injected script is enough to send them anywhere."],
  } satisfies Record<Place, readonly [string, string]>,
  visibleToken: (name: string) =>
    `${name} is meant to be seen. It opens only the second door and is worth nothing without the cookie that script cannot read.`,
};
