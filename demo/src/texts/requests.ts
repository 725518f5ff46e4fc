/** Chapter four: the two doors, request by request. */
export const requests = {
  heading: "Two doors for every request",
  words:
    "The first door checks what the browser sends: the cookie, and which site the request comes from. The second door checks what the page sends: the CSRF token. Send a wrong request and see which door stays closed.",
  try: "Send a request",
  attempts: {
    good: "A good one",
    noToken: "Without the CSRF token",
    wrongToken: "With a wrong CSRF token",
    noCookies: "Without cookies",
    noHeader: "Without the token",
    wrongHeader: "With a made-up token",
  },
  list: "The latest requests of this page",
  noAnswer: "no answer",
  took: (milliseconds: number) => `${milliseconds} ms`,
  browser: "Browser",
  page: "Page",
  adds: {
    cookies: "Cookie",
    noCookies: "no cookie",
    site: "same-origin",
    token: "CSRF token",
    bearer: (scheme: string) => `Authorization: ${scheme}`,
    refreshToken: "refresh token in the body",
    nothing: "nothing",
  },
  door: {
    first: { open: "Door one open", closed: "Door one closed", unneeded: "Door one not needed", unreached: "Door one not reached" },
    second: { open: "door two open", closed: "door two closed", unneeded: "door two not needed", unreached: "door two not reached" },
  },
};

/** What an answer means. */
export const outcomes: Readonly<Record<string, string>> = {
  no_answer: "No answer came. You are still signed in.",
  both: "Both doors opened.",
  reads: "It only reads, so the first door is enough.",
  bearer: "The request carries the token itself. No other site can send it, so there is no second door.",
  public: "Anybody may ask this.",
  failed: "Both doors opened, but the server could not do it.",
  csrf_missing: "The CSRF token is missing: the second door stayed closed.",
  csrf_mismatch: "The CSRF token is not that of this session: the second door stayed closed.",
  cross_site: "The request came from another site: the first door stayed closed.",
  origin_not_allowed: "The request came from an origin that is not listed: the first door stayed closed.",
  access_missing: "The request says nothing about who sends it: the first door stayed closed.",
  access_invalid: "The access token was not issued by the server: the first door stayed closed.",
  access_expired: "The access token had expired: the first door stayed closed until it was refreshed.",
  session_revoked: "The session has ended: the first door stayed closed.",
  refresh_missing: "The refresh token is missing: the first door stayed closed.",
  refresh_unknown: "The server does not know this refresh token.",
  refresh_expired: "The session had expired.",
  refresh_reused: "An old refresh token was used: the server ended the whole session.",
  credentials_rejected: "Both doors opened, but name and password did not match.",
  too_many_attempts: "Both doors opened, but there were too many attempts.",
  insufficient_user_authentication: "Both doors opened, but this needs a sign-in within the last few minutes.",
  transport_not_enabled: "This server does not keep tokens there.",
};
