import type { Transport } from "@sallyport/client";

/** Chapter two: what injected script gets. */
export const injectedScript = {
  heading: "What injected script gets",
  words:
    "One unescaped line of HTML or one malicious dependency is enough, and an attacker’s script runs in your page. This button runs one here. It can do only what every script in a page can do.",
  press: "Be the attacker",
  again: "Attack again",
  busy: "Attacking…",
  failed: "The attack failed: the server did not answer.",
  columns: ["What it did", "What it got", "What that is worth", "Until"],
  table: "What the script got",
  stored: { did: "Read cookies and storage", nothing: "no token" },
  intercepted: {
    did: "Intercepted the page’s requests",
    nothing: (requests: number) => `no token in ${requests} ${requests === 1 ? "request" : "requests"}`,
  },
  refreshed: { did: "Requested new tokens", nothing: "new cookies, no token in the answer", refused: (status: number) => `refused (${status})` },
  forged: { did: "Changed your profile in your name", got: "saved", refused: (status: number) => `refused (${status})` },
  replayed: {
    did: "Used what it got without this browser’s cookies",
    works: "works, so it works on any computer",
    refused: (status: number) => `refused (${status}): no use elsewhere`,
  },
  worth: {
    access: "requests in your name",
    refresh: "new access tokens, from anywhere",
    forged: "requests in your name, from this page",
    replayed: "requests in your name, from elsewhere",
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
      "It could act in your name while this page was open. No place for the token prevents that. When the page closes, it is over.",
    ],
    memory: [
      "It carried off an access token.",
      "The token works for a few minutes on any computer. While this page stays open, the script can get a new one each time. After that it cannot.",
    ],
    header: [
      "It carried off everything.",
      "With the refresh token the attacker stays signed in as you until the session ends. Closing this page or switching off this computer does not help.",
    ],
  } satisfies Record<Transport, readonly [string, string]>,
  undone: "The script has removed its hooks. It did not change your profile.",
};
