/** Every English word of the page. */
export const texts = {
  page: {
    title: "Sallyport: a gate with two doors",
    description: "A small single-page app whose sign-in tokens live where script cannot read them.",
    noscript: "This page shows how a single-page app signs people in, so it needs JavaScript.",
  },
  skip: "Skip to the content",
  brand: "Sallyport",
  footer: "A sally port is a gate with two doors. A change gets through only when both open.",

  promise: "You sign in. Your token stays where no script can read it.",
  promiseMore:
    "It travels in an HttpOnly cookie, and every change must also prove that it was this page that asked. Sign in and look for the token yourself.",
  doors: {
    heading: "The two doors",
    first: { number: "Door one", name: "The cookie", words: "Says who you are. Script cannot read it." },
    second: { number: "Door two", name: "The token", words: "Says this page asked. Other sites cannot send it." },
  },

  signIn: {
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
    other: (code: string) => `Signing in did not work (${code}).`,
  },

  social: {
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
  },

  notices: {
    signedOut: "You are signed out.",
    ended: "Your session has ended: signed out in another tab, ended from another device, or run out. Please sign in again.",
    unreachable: "The server cannot be reached. You stay signed in, and nothing you typed is lost; this page keeps trying.",
    unreachableSignedOut: "The server cannot be reached. This page keeps trying.",
    failed: (code: string) => `That did not work (${code}).`,
  },

  signedIn: {
    greeting: (name: string) => `You are in, ${name}.`,
    lead: "Each card below shows one part of how that works. Look for your token as hard as you like.",
    signOut: "Sign out",
  },

  profile: {
    heading: "Your profile",
    username: "Username",
    email: "Email",
    noEmail: "none",
    displayName: "Display name",
    bio: "About you",
    save: "Save",
    saving: "Saving…",
    saved: "Saved. It went through both doors.",
    restored: "Your unsaved changes are still here.",
    keptUnreachable: "The server cannot be reached. Your changes are kept here; save again in a moment.",
    keptRefused: (status: number) => `Not saved: the server answered ${status}. Your changes are kept here.`,
    notLoaded: "Your profile could not be loaded.",
    retry: "Try again",
  },

  token: {
    heading: "The access token",
    unit: (seconds: number) => (seconds === 1 ? "second left" : "seconds left"),
    unknown: "–",
    words: "When the seconds run out the page asks for a new one by itself. The new one comes in a cookie, too: script never sees either.",
    log: "Silent refreshes",
    none: "None yet. Wait for the ring to close.",
    entry: (milliseconds: number) => `new token in ${milliseconds} ms`,
  },

  sight: {
    heading: "What script can see",
    words: "This is everything this page’s own script finds, read again each second:",
    cookies: "document.cookie",
    local: "localStorage",
    session: "sessionStorage",
    databases: "IndexedDB databases",
    nothing: "nothing",
    notTold: "this browser does not say",
    verdict: "Your token is not there.",
    verdictMore:
      "Injected script could not carry it off. Be clear about the rest: script injected into this open page could still act as you for as long as the page is open. No place to keep a token stops that.",
    visibleToken: (name: string) =>
      `${name} is meant to be seen. It opens only the second door, is bound to your session, and is worth nothing without the cookie that script cannot read.`,
  },

  sessions: {
    heading: "Where you are signed in",
    current: "this one",
    unknownDevice: "Unknown device",
    from: (ip: string) => `from ${ip}`,
    signedIn: "Signed in",
    lastSeen: "Last seen",
    end: "End",
    endLabel: (device: string) => `End the session on ${device}`,
    ended: "That session has ended.",
    gone: "That session had ended already.",
    others: "Sign out the others",
    othersEnded: "All other sessions have ended.",
    notEnded: "The other sessions could not be ended.",
    everywhere: "Sign out everywhere",
    reload: "Look again",
    notLoaded: "The list could not be loaded.",
  },

  identities: {
    heading: "How you sign in",
    words: "Accounts elsewhere that open this one.",
    none: "None is linked yet.",
    unnamed: "no name given",
    linked: "Linked",
    link: (name: string) => `Link ${name}`,
    unlink: "Unlink",
    unlinkLabel: (name: string, who: string) => `Unlink ${name}, ${who}`,
    unlinked: (name: string) => `${name} is no longer linked.`,
    gone: "That link was gone already.",
    lastWayIn: "This is the only way into your account, so it stays. Link another one first.",
    tooLongAgo: "Please sign in again first: this needs a sign-in of the last few minutes.",
    unavailable: (name: string) => `${name} does not answer just now. Please try again in a moment.`,
    unreachable: "The server cannot be reached. Please try again in a moment.",
    notLoaded: "The list could not be loaded.",
    other: (code: string) => `That did not work (${code}).`,
  },

  requests: {
    heading: "What this page just sent",
    words: "The last requests, newest first, and the doors each one used.",
    noAnswer: "no answer",
    took: (milliseconds: number) => `${milliseconds} ms`,
    cookie: "Cookie",
    token: "CSRF token",
    both: "changes something, so it needs both",
    cookieOnly: "only reads, so no token is needed",
    tokenMissing: "sent before a token was known",
  },
};
