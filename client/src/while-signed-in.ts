/** What is needed only while somebody is signed in. It is a file of its own, which is loaded then. */
export { refreshProactively } from "./proactive-refresh.js";
export { signOut, signOutEverywhere } from "./sign-out.js";
