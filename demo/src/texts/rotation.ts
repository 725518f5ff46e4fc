import type { Transport } from "@sallyport/client";

/** Chapter five: how the tokens are refreshed. */
export const accessToken = {
  heading: "The access token",
  unit: (seconds: number) => (seconds === 1 ? "second left" : "seconds left"),
  unknown: "–",
  log: "Silent refreshes",
  none: "None yet. The page refreshes the token by itself before it expires.",
  entry: (milliseconds: number) => `in ${milliseconds} ms`,
};

export const rotation = {
  heading: "How it stays fresh",
  words:
    "An access token is valid for a short time only. Each refresh replaces the refresh token by its successor. All refresh tokens of a session form a family, and only the latest one is valid.",
  family: "The refresh token’s family",
  state: { current: "current", grace: "grace period", rotated: "spent" },
  left: (seconds: number) => `${seconds} s`,
  sentence: (current: number, grace: number | undefined, spent: number) =>
    `Generation ${current} is current${grace === undefined ? "" : `, generation ${grace} is in its grace period`}${
      spent === 0 ? "" : `, ${spent} ${spent === 1 ? "is" : "are"} spent`
    }.`,
  graceWords: (seconds: number) =>
    `For ${seconds} seconds the server answers the previous token with the same successor again, because two tabs may race and an answer may get lost. If that token comes later, or if an older one comes, two parties have it.`,
  renew: "Refresh now",
  replayPrevious: "Replay the previous one",
  replayOldest: "Replay the oldest",
  noneToReplay: "There is no older one yet. Refresh once, then replay.",
  none: {
    cookie: "Script has no old one to replay here. It has never seen any.",
    memory: "Script has no old one to replay here. The refresh token is in an HttpOnly cookie.",
    header: "",
  } satisfies Record<Transport, string>,
  again:
    "The token was in its grace period, so the server answered with the very same successor. A thief learns nothing new, and a tab that lost its answer can go on.",
  another: "The server answered with another token, which should never happen.",
  reused: "The token was spent. The server ended the whole family.",
  refused: (code: string) => `The server refused it (${code}).`,
  unreachable: "No answer came. Try again in a moment.",
};
