/** What most pages never do, in a file of its own that is fetched when it is first needed. */
export { endOtherSessions, endSession } from "./end-session.js";
export { sessions } from "./sessions.js";
export { exchange, identities, link, nonce, providers, unlink } from "./social.js";
export { socialSignIn } from "./social-sign-in.js";
export { stepUp } from "./step-up.js";
