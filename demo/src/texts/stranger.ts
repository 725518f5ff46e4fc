/** The words of the other site’s own page. */
export const stranger = {
  title: "Some other site",
  heading: "Some other site",
  words: (victim: string) =>
    `To your browser this page is a stranger to ${victim}. You are signed in there in another tab. Let us see what a stranger can do with that.`,
  nowhere: "This page only plays its part at localhost or 127.0.0.1.",
  wanted: "All three try to change your name there to “Mallory”.",
  form: "Send a form",
  formWords: "As any page can, without a line of script. The answer opens in a new tab.",
  text: "Send a form that looks like JSON",
  textWords: "An old trick: a form of type text/plain whose only field spells out JSON.",
  fetch: "Send it by script, with cookies",
  fetchWords: "fetch() with credentials: “include”. The browser asks the server first.",
  stopped: "The browser did not send it: it asked first, and the server allows this site nothing.",
  answered: (status: number) => `The server answered ${status}.`,
  back: "Then go back to the first tab and look at your name.",
};
