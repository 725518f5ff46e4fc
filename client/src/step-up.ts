import { SallyportError } from "./api/sallyport-error.js";
import type { StepUp } from "./api/step-up.js";
import type { ClientContext } from "./lib/client-context.js";
import { signIn } from "./sign-in.js";

/** Asks until the person has signed in again or gives up. Call it through `context.stepUpFlight`: one dialog at a time. */
export async function stepUp(context: ClientContext, ask: StepUp): Promise<boolean> {
  for (let error: SallyportError | undefined; ; ) {
    const result = await ask(error);
    if (typeof result === "boolean") return result;
    try {
      await signIn(context, result);
      return true;
    } catch (refusal) {
      // A wrong password, or a server that is unreachable for a moment: the dialog shows the error and stays open.
      if (!(refusal instanceof SallyportError)) throw refusal;
      error = refusal;
    }
  }
}
