import { SallyportError } from "@sallyport/client";
import type { Place } from "../places.js";
import { places } from "../texts/places.js";
import { signIn as words } from "../texts/sign-in.js";

/** Why a sign-in failed, in words. */
export function explainSignIn(error: unknown, place: Place = "cookie"): string {
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
      return words.notEnabled(places[place].inside);
    default:
      return words.other(error.code);
  }
}
