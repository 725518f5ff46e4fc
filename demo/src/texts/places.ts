/** The three places a token can live in. */
export const places = {
  question: "Keep the token in",
  cookie: {
    name: "HttpOnly cookie",
    inside: "an HttpOnly cookie",
    short: "Script cannot read it",
    lead: "The browser holds both tokens and shows them to no script, this page’s own included.",
  },
  memory: {
    name: "Page memory",
    inside: "this page’s memory",
    short: "A variable, gone on reload",
    lead: "The access token is a variable of this page. Only the refresh token is out of script’s reach.",
  },
  header: {
    name: "localStorage",
    inside: "localStorage",
    short: "Any script can read it",
    lead: "Both tokens lie open to every script on this page, for as long as they are good.",
  },
  recommended: "recommended",
};

export const switching = {
  heading: "Try another place",
  why: "You will be signed out first. A session keeps its place for life: could a token move, injected script would move it.",
  now: "now",
};

export const signedIn = {
  greeting: (name: string) => `You are in, ${name}.`,
  lead: (place: string) => `Your token lives in ${place}.`,
  signOut: "Sign out",
  contents: "On this page",
};
