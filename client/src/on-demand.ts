/** What most pages never need. It is a file of its own, which is loaded when it is first needed. */
export { endOtherSessions, endSession } from "./end-session.js";
export { sessions } from "./sessions.js";
export { exchange, identities, link, nonce, providers, unlink } from "./social.js";
export { socialSignIn } from "./social-sign-in.js";
export { stepUp } from "./step-up.js";
