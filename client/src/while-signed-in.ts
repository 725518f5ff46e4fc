/** What is of use only once somebody is signed in, in a file of its own that is fetched then. */
export { keepRenewed } from "./lib/renewal.js";
export { signOut, signOutEverywhere } from "./sign-out.js";
