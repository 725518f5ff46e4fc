export const promise = {
  heading: "Where should the token live?",
  words:
    "Every single-page app has to put its sign-in token somewhere. Pick a place, sign in, and attack it yourself: the page shows what each one gives away.",
};

export const doors = {
  heading: "The two doors",
  first: { number: "Door one", name: "The cookie", words: "The browser brings it, to this site only. Script cannot read it." },
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
    " was created when the server first started. Its password was printed once, in the server’s terminal.",
  ],
  rejected: "That username and password do not match. Please check both and try again.",
  tooMany: (seconds: number | undefined) =>
    seconds === undefined
      ? "Too many attempts. Please wait a little and try again."
      : `Too many attempts. Please try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  unreachable: "The server cannot be reached. What you typed is still here: try again in a moment.",
  unavailable: "The server cannot look up sign-ins just now. Please try again in a moment.",
  notEnabled: (place: string) =>
    `This server keeps no tokens in ${place}, and that is its safe default. To try it, start it with --sallyport.transports=cookie,memory,header (make run does). The cookie works now.`,
  takeCookie: "Take the cookie",
  other: (code: string) => `Signing in did not work (${code}).`,
};

export const social = {
  or: "or",
  with: (name: string) => `Sign in with ${name}`,
  popupClosed: (name: string) => `The ${name} window was closed before you were signed in.`,
  denied: (name: string) => `You cancelled at ${name}, so you are not signed in.`,
  rejected: (name: string) => `What ${name} said about you did not hold. Please try again.`,
  stale: "That attempt took too long or was finished already. Please try again.",
  exists: (name: string) =>
    `There is an account here with your email address already. Sign in to it as usual, then link ${name} under “How you sign in”.`,
  closed: "This server takes no new accounts. Sign in to the one you have.",
  unavailable: (name: string) => `${name} does not answer just now. Please try again in a moment.`,
  misconfigured: (name: string) => `This server is not set up correctly for ${name}. Please sign in another way.`,
};
