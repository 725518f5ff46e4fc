import { SallyportError, type Transport } from "@sallyport/client";
import { signIn as words } from "../texts/sign-in.js";
import { transports } from "../texts/transports.js";

/** Says in words why a sign-in failed. */
export function explainSignIn(error: unknown, transport: Transport = "cookie"): string {
  if (!(error instanceof SallyportError)) throw error;
  switch (error.code) {
    case "credentials_rejected":
      return words.rejected;
    case "too_many_attempts":
      return words.tooMany(error.retryAfter);
    case "network_error":
      return words.unreachable;
    case "server_busy":
    case "store_unavailable":
      return words.unavailable;
    case "transport_not_enabled":
      return words.notEnabled(transports[transport].inside);
    default:
      return words.other(error.code);
  }
}
