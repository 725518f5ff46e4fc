import type { Transport } from "@sallyport/client";

/** Chapter three: what a page of another site gets. */
export const otherSite = {
  heading: "What another site achieves",
  words:
    "While you are signed in here, any page you visit can make your browser send requests to this server. To a browser, localhost and 127.0.0.1 are two sites, so this computer can show you such a page.",
  open: (host: string) => `Open the other site, ${host}`,
  opensTab: "(opens in a new tab)",
  nowhere:
    "This page is at neither localhost nor 127.0.0.1, so it has no second name that could be the other site. Run the demo on your own computer to try it.",
  before: "Your name before",
  after: "Your name now",
  waiting: "look here when you are back",
  unnamed: "(no name)",
  unread: "could not be read",
  same: "Nothing changed.",
  changed: "The name has changed since.",
  why: {
    cookie:
      "The cookies are SameSite, so the browser did not send them. It also told the server that the request came from another site, so the first door stayed closed. Without the CSRF token the second door would have stayed closed, too.",
    memory:
      "The access token is a variable in this page, which no form can send. The refresh cookie is SameSite. The browser also told the server that the request came from another site, so the first door stayed closed.",
    header:
      "The request had no Authorization header: a form cannot send one, and the other site cannot read this site’s localStorage. With localStorage no cookie identifies you, so another site’s requests are nobody’s. This is its one advantage.",
  } satisfies Record<Transport, string>,
};
