export { createClient } from "./create-client.js";
export type { Client, ClientOptions, Fetch } from "./client.js";
export type { Credentials } from "./sign-in.js";
export type { DeviceSession } from "./sessions.js";
export type { Evidence, Identity, Provider, ReturnTo, Social, SocialSignIn } from "./social.js";
export type { Csrf, Session, SessionDetails, Transport, User, Visitor } from "./answers.js";
export type { Listener, Unsubscribe } from "./lib/state.js";
export { SallyportError } from "./sallyport-error.js";
export type { SallyportErrorCode } from "./sallyport-error.js";
