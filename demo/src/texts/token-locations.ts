import type { Transport } from "@sallyport/client";

/** Chapter one: which token is where. */
export const tokenLocations = {
  heading: "Where it is now",
  words:
    "Two tokens keep you signed in. The access token is valid for requests for a few minutes. The refresh token gets the next access token, for days.",
  table: "Which place holds which token",
  token: "Token",
  columns: { cookie: "HttpOnly cookie", memory: "Page memory", header: "localStorage" } satisfies Record<Transport, string>,
  readable: { cookie: "script cannot read", memory: "script can reach", header: "script can read" } satisfies Record<Transport, string>,
  access: "Access token",
  refresh: "Refresh token",
  here: "here",
  empty: "–",
};

export const visibleStorage = {
  heading: "What script can see",
  words: "This is everything that this page’s own script can read. It is updated every second. Long secrets are shortened.",
  cookies: "document.cookie",
  local: "localStorage",
  session: "sessionStorage",
  databases: "IndexedDB",
  nothing: "nothing",
  notTold: "this browser does not say",
  verdict: {
    cookie: ["Your token is not there.", "Neither token is. Script finds nothing here that it could steal."],
    memory: [
      "Your token is not there, but it is within reach.",
      "It is a variable. Script that intercepts the page’s requests gets it, as the next chapter shows.",
    ],
    header: ["There they are, both of them.", "One line of injected script is enough to send them anywhere."],
  } satisfies Record<Transport, readonly [string, string]>,
  visibleToken: (name: string) =>
    `${name} is meant to be seen. It opens only the second door and is worthless without the cookie, which script cannot read.`,
};
