"use strict";

/* The last page of a sign-in with a provider: tells the page that opened this window, if one did, and makes way for it. */

const base = new URL(document.currentScript.src).pathname.replace(/\/social\/social\.js$/, "");
const part = (id) => document.getElementById(id);

/* The names are @sallyport/client's. What is said is only that something is done; the pages ask the server what. */
function tell(...messages) {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(`sallyport ${location.origin}${base}`);
  for (const message of messages) channel.postMessage(message);
}

/* A moment later: a message must have left before its window goes. */
function closeSoon(otherwise) {
  setTimeout(() => {
    window.close();
    setTimeout(otherwise, 300);
  }, 100);
}

function done() {
  const [, id] = /^#([\w-]{1,100})$/.exec(location.hash) ?? [];
  tell("changed", ...(id ? [{ social: id }] : []));
  if (id) closeSoon(() => {});
}

function trouble({ code, returnTo }) {
  const popup = popupIn(returnTo);
  if (popup) offerToClose(popup, code);
  if (code === "state_mismatch") void goOnIfSignedIn(returnTo);
}

function popupIn(returnTo) {
  const start = `${base}/social/done#`;
  const id = returnTo.startsWith(start) ? returnTo.slice(start.length) : "";
  return /^[\w-]{1,100}$/.test(id) ? id : undefined;
}

function offerToClose(id, code) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Close";
  button.dataset.testid = "close";
  button.addEventListener("click", () => {
    tell({ social: id, code });
    closeSoon(() => (part("status").textContent = "You may close this window now."));
  });
  part("back").replaceWith(button);
}

/* Whoever reloads the provider's answer, or goes back to it, finds it used up; mostly because they are signed in by it. */
async function goOnIfSignedIn(returnTo) {
  if (!isPathOfOurs(returnTo)) return;
  try {
    const answer = await fetch(`${base}/session`, { cache: "no-store", credentials: "same-origin" });
    const { authenticated } = await answer.json();
    if (authenticated === true) location.replace(returnTo);
  } catch {
    /* The words and links of the page are still there. */
  }
}

function isPathOfOurs(address) {
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address) && new URL(address, location.origin).origin === location.origin;
}

if (part("done")) done();
else trouble(part("trouble").dataset);
