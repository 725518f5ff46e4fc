import { SallyportError } from "@sallyport/client";

/** The server has refused a request of the shop's own. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What went wrong, in words for whoever shops here. */
export function explain(error: unknown): string {
  if (error instanceof Refused && error.status === 403) return "This part is for the shop's staff.";
  if (error instanceof Refused && error.code === "insufficient_user_authentication") return "Nothing was changed: your password is needed for that.";
  if (error instanceof Refused) return error.message;
  if (!(error instanceof SallyportError)) return "Something went wrong.";
  switch (error.code) {
    case "credentials_rejected":
      return "Name and password do not match.";
    case "too_many_attempts":
      return `Too many attempts. Try again in ${error.retryAfter ?? "a few"} seconds.`;
    case "network_error":
      return "The shop does not answer. Are you online?";
    default:
      return "The shop cannot do that just now. Try again in a moment.";
  }
}
