import { SallyportError } from "@sallyport/client";
import { texts } from "../texts.js";

const words = texts.signIn;

/** Why a sign-in failed, in words. */
export function explainSignIn(error: unknown): string {
  if (!(error instanceof SallyportError)) throw error;
  switch (error.code) {
    case "credentials_rejected":
      return words.rejected;
    case "too_many_attempts":
      return words.tooMany(error.retryAfter);
    case "network_error":
      return words.unreachable;
    case "store_unavailable":
      return words.unavailable;
    default:
      return words.other(error.code);
  }
}
