/** The words around every view. */
export const page = {
  title: "Sallyport: where should the token live?",
  description: "A small single-page app that shows where a sign-in token can live, and what each place gives away.",
  noscript: "This page shows how a single-page app signs people in. It needs JavaScript.",
  skip: "Skip to the content",
  brand: "Sallyport",
  footer: "A sally port is a gate with two doors. A change gets through only when both open.",
};

export const notices = {
  signedOut: "You are signed out.",
  switched: (place: string) =>
    `You are signed out. When you sign in again, your token lives in ${place}. A session keeps to one place for life, so that injected script cannot move a token out of its cookie.`,
  unreachable: "The server cannot be reached. You stay signed in and your input is kept. This page keeps trying.",
  unreachableSignedOut: "The server cannot be reached. This page keeps trying.",
  failed: (code: string) => `That did not work (${code}).`,
};

/** Why a session has ended, by the client's code. */
export const ends = {
  signed_out: "You signed out in another tab. Please sign in again.",
  session_revoked: "Your session was ended from another device or tab, or by the server. Please sign in again.",
  refresh_expired: "Your session has expired. Please sign in again.",
  refresh_reused:
    "An old refresh token was used again. Two parties had it, and the server cannot tell which of them is you, so it ended the session for both. Please sign in again.",
  refresh_missing: "This browser no longer has your session. You may have signed out in another tab. Please sign in again.",
  refresh_unknown: "The server does not know this session. Please sign in again.",
};
