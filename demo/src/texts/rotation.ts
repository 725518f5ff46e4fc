import type { Place } from "../places.js";

/** Chapter five: how the tokens are renewed. */
export const token = {
  heading: "The access token",
  unit: (seconds: number) => (seconds === 1 ? "second left" : "seconds left"),
  unknown: "–",
  log: "Silent refreshes",
  none: "None yet. The page renews it by itself before it ends.",
  entry: (milliseconds: number) => `in ${milliseconds} ms`,
};

export const rotation = {
  heading: "How it stays fresh",
  words: "The access token is short-lived on purpose. Each refresh spends the refresh token and brings its successor: a family, of which only the youngest lives.",
  family: "The refresh token’s family",
  state: { current: "current", grace: "in its grace", dead: "spent" },
  left: (seconds: number) => `${seconds} s`,
  sentence: (current: number, grace: number | undefined, dead: number) =>
    `Generation ${current} is current${grace === undefined ? "" : `, generation ${grace} in its grace`}${
      dead === 0 ? "" : `, ${dead} ${dead === 1 ? "is" : "are"} spent`
    }.`,
  graceWords: (seconds: number) =>
    `For ${seconds} seconds the one before is answered with the same successor once more: tabs race, and answers get lost. After that, or any older one, means that two parties hold it.`,
  renew: "Renew now",
  replayPrevious: "Replay the one before",
  replayOldest: "Replay the oldest",
  noneToReplay: "There is no older one yet. Renew once, then replay.",
  none: {
    cookie: "Script has no old one to replay here: it has never seen any.",
    memory: "Script has no old one to replay here: the refresh token is in an HttpOnly cookie, too.",
    header: "",
  } satisfies Record<Place, string>,
  again: "It was within its grace, and got the very same successor once more. A thief gains nothing new, and a tab that lost its answer goes on.",
  another: "The server answered with another token, which should never happen.",
  reused: "It was spent. The server ended the whole family.",
  refused: (code: string) => `The server refused it (${code}).`,
  unreachable: "No answer came. Try again in a moment.",
};
