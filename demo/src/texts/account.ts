/** Chapter six: what an account page has. */
export const account = {
  heading: "Your account",
  words: "This is what the gate protects: a profile that only you can change, and the list of devices you are signed in on.",
};

export const profile = {
  heading: "Your profile",
  username: "Username",
  email: "Email",
  noEmail: "none",
  displayName: "Display name",
  bio: "About you",
  save: "Save",
  saving: "Saving…",
  saved: {
    cookie: "Saved. The request passed both doors.",
    memory: "Saved. The access token in the header was enough.",
    header: "Saved. The access token in the header was enough.",
  },
  restored: "Your unsaved changes are still here.",
  keptUnreachable: "The server cannot be reached. Your changes are kept here. Save them again in a moment.",
  keptRefused: (status: number) => `Not saved: the server answered ${status}. Your changes are kept here.`,
  notLoaded: "Your profile could not be loaded.",
  retry: "Try again",
};

export const sessions = {
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
  reload: "Reload the list",
  notLoaded: "The list could not be loaded.",
};

export const identities = {
  heading: "How you sign in",
  words: "You can also sign in with these accounts at other providers.",
  none: "None is linked yet.",
  unnamed: "no name given",
  linked: "Linked",
  link: (name: string) => `Link ${name}`,
  unlink: "Unlink",
  unlinkLabel: (name: string, who: string) => `Unlink ${name}, ${who}`,
  unlinked: (name: string) => `${name} is no longer linked.`,
  gone: "That link had been removed already.",
  lastWayIn: "This is the only way into your account, so it stays. Link another account first.",
  tooLongAgo: "Nothing was changed. This needs a sign-in within the last few minutes.",
  unavailable: (name: string) => `${name} does not answer at the moment. Please try again shortly.`,
  misconfigured: (name: string) => `This server is not set up correctly for ${name}.`,
  unreachable: "The server cannot be reached. Please try again in a moment.",
  notLoaded: "The list could not be loaded.",
  other: (code: string) => `That did not work (${code}).`,
};
