import type { Credentials } from "./credentials.js";
import type { SallyportError } from "./sallyport-error.js";

/**
 * Asks the person to authenticate again, for a request that needs a recent sign-in (RFC 9470). It returns one of three
 * things: the credentials that the person typed, which the client then signs in with; `true` when the person has signed in
 * again already, for example in a popup; `false` when the person gave up.
 *
 * When the credentials are refused, it is called again with the error. It must not wait for a request that itself needs a
 * recent sign-in: that request would wait for the result of this function.
 *
 * @example
 * ```ts
 * const stepUp: StepUp = async (error) => {
 *   const password = await askPassword(error?.code === "credentials_rejected" ? "That did not match." : "");
 *   return password === null ? false : { username, password };
 * };
 * ```
 */
export type StepUp = (error?: SallyportError) => Promise<Credentials | boolean> | Credentials | boolean;
