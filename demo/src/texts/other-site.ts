import type { Place } from "../places.js";

/** Chapter three: what another site's page gets. */
export const otherSite = {
  heading: "What another site achieves",
  words: "While you are signed in here, any page you visit can make your browser send requests here. Two numbers of one computer are two sites to a browser, so there is such a page.",
  open: (host: string) => `Open the other site, ${host}`,
  opensTab: "(opens in a new tab)",
  nowhere:
    "This page is at neither localhost nor 127.0.0.1, so there is no second name to play the other site with. Run the demo on your own computer to try it.",
  before: "Your name before",
  after: "Your name now",
  waiting: "look here once you are back",
  unnamed: "(no name)",
  unread: "could not be read",
  same: "Nothing changed.",
  changed: "The name has changed since.",
  why: {
    cookie:
      "The cookies are SameSite, so the browser left them at home, and it told the server that the request came from another site: the first door stayed closed. Had that failed, the CSRF token was missing: the second.",
    memory:
      "There was no access token to ride on: it is a variable in this page, which no form can send. The refresh cookie is SameSite, and the browser told the server that another site was asking: the first door stayed closed.",
    header:
      "A form sends no Authorization header, and the other site cannot read this site’s localStorage. No cookie takes part, so there is nothing to ride on. The one thing this place is good at.",
  } satisfies Record<Place, string>,
};
