/** The three transports, which the page calls places: where a token can live. */
export const transports = {
  question: "Keep the token in",
  cookie: {
    name: "HttpOnly cookie",
    inside: "an HttpOnly cookie",
    short: "Script cannot read it",
    lead: "The browser holds both tokens. No script can read them, not even this page’s own.",
  },
  memory: {
    name: "Page memory",
    inside: "this page’s memory",
    short: "A variable, lost on reload",
    lead: "The access token is a variable of this page. Script cannot read the refresh token, which is in an HttpOnly cookie.",
  },
  header: {
    name: "localStorage",
    inside: "localStorage",
    short: "Any script can read it",
    lead: "Every script on this page can read both tokens while they are valid.",
  },
  recommended: "recommended",
};

export const switching = {
  heading: "Try another place",
  why: "You will be signed out first. A session keeps its place for life. If a token could be moved, injected script would move it.",
  now: "now",
};

export const signedIn = {
  greeting: (name: string) => `You are in, ${name}.`,
  lead: (place: string) => `Your token lives in ${place}.`,
  signOut: "Sign out",
  contents: "On this page",
};
