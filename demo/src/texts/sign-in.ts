export const promise = {
  heading: "Where should the token live?",
  words:
    "Every single-page app has to keep its sign-in token somewhere. Choose a place, sign in, and attack it yourself. The page shows what each place gives away.",
};

export const doors = {
  heading: "The two doors",
  first: { number: "Door one", name: "The cookie", words: "The browser sends it to this site only. Script cannot read it." },
  second: { number: "Door two", name: "The token", words: "This page adds it. No other site can." },
};

export const signIn = {
  heading: "Sign in",
  username: "Username",
  password: "Password",
  show: "Show",
  showLabel: "Show the password",
  submit: "Sign in",
  busy: "Signing in…",
  hint: [
    "The user ",
    "demo",
    " was created when the server first started. The server printed the password once, in its terminal.",
  ],
  rejected: "That username and password do not match. Please check both and try again.",
  tooMany: (seconds: number | undefined) =>
    seconds === undefined
      ? "Too many attempts. Please wait a little and try again."
      : `Too many attempts. Please try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  unreachable: "The server cannot be reached. Your input is still here. Try again in a moment.",
  unavailable: "The server cannot sign anybody in at the moment. Please try again shortly.",
  notEnabled: (place: string) =>
    `This server keeps no tokens in ${place}, which is its safe default. To try it, start the server with --sallyport.transports=cookie,memory,header (make run does). The cookie works now.`,
  takeCookie: "Use the cookie",
  other: (code: string) => `Signing in did not work (${code}).`,
};

export const social = {
  or: "or",
  with: (name: string) => `Sign in with ${name}`,
  popupClosed: (name: string) => `The ${name} window was closed before you were signed in.`,
  denied: (name: string) => `You cancelled at ${name}, so you are not signed in.`,
  rejected: (name: string) => `The server could not verify the answer from ${name}. Please try again.`,
  stale: "That attempt took too long or was finished already. Please try again.",
  exists: (name: string) =>
    `An account with your email address exists here already. Sign in to it as usual, then link ${name} under “How you sign in”.`,
  closed: "This server takes no new accounts. Sign in to the account you have.",
  unavailable: (name: string) => `${name} does not answer at the moment. Please try again shortly.`,
  misconfigured: (name: string) => `This server is not set up correctly for ${name}. Please sign in another way.`,
};
