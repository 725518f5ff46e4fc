/** The words of the other site's page. */
export const otherSitePage = {
  title: "Some other site",
  heading: "Some other site",
  words: (victim: string) =>
    `To your browser this page belongs to another site than ${victim}. You are signed in there in another tab. Here you can try what another site can do with that.`,
  nowhere: "This page works only at localhost or 127.0.0.1.",
  wanted: "Each of these three tries to change your name there to “Mallory”.",
  form: "Send a form",
  formWords: "Any page can do this, without script. The answer opens in a new tab.",
  text: "Send a form that looks like JSON",
  textWords: "This is an old trick: a form of type text/plain whose only field spells out JSON.",
  fetch: "Send it by script, with cookies",
  fetchWords: "This calls fetch() with credentials: “include”. The browser asks the server first.",
  stopped: "The browser did not send it. It asked the server first, and the server allows this site nothing.",
  answered: (status: number) => `The server answered ${status}.`,
  back: "Then go back to the first tab and look at your name.",
};
