import type { Place } from "../places.js";

/** Chapter two: what injected script gets. */
export const attacker = {
  heading: "What injected script gets",
  words: "One careless line of HTML, one bad dependency, and somebody else’s script runs in your page. Press the button and it does, here, with nothing but what every script has.",
  press: "Be the attacker",
  again: "Attack once more",
  busy: "Attacking…",
  failed: "The script came to nothing: no answer from the server.",
  columns: ["What it did", "What it got", "What that is worth", "Until"],
  table: "The loot",
  read: { did: "Read cookies and storage", nothing: "no token" },
  listened: {
    did: "Listened to the page’s requests",
    nothing: (requests: number) => `no token in ${requests} ${requests === 1 ? "request" : "requests"}`,
  },
  minted: { did: "Asked for fresh tokens", nothing: "fresh cookies, no token in the answer", refused: (status: number) => `refused (${status})` },
  rode: { did: "Changed your profile, as you", got: "saved", refused: (status: number) => `refused (${status})` },
  alone: {
    did: "Used the loot without this browser’s cookies",
    works: "it works: from any computer",
    refused: (status: number) => `refused (${status}): no use elsewhere`,
  },
  worth: {
    access: "is you, for any request",
    refresh: "more access tokens, from anywhere",
    ride: "acts as you in this page",
    elsewhere: "you, in somebody else’s hands",
    nothing: "nothing",
  },
  until: {
    page: "this page closes",
    never: "–",
  },
  csrfOnly: (name: string) => `${name}, no token`,
  verdict: {
    cookie: [
      "It took nothing home.",
      "It could act as you while this page was open, and no place to keep a token stops that. Close the page and it is over.",
    ],
    memory: [
      "It carried off an access token.",
      "Good for a few minutes on any computer, and renewed for as long as this page stays open. Then it dries up.",
    ],
    header: [
      "It carried off everything.",
      "You can close this page, even switch the computer off: with the refresh token it stays signed in as you until the session ends or somebody notices.",
    ],
  } satisfies Record<Place, readonly [string, string]>,
  undone: "Its hooks are taken out again. It wrote nothing into your profile that was not there.",
};
