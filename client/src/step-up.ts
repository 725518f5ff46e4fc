import type { StepUp } from "./client.js";
import type { Connection } from "./lib/connection.js";
import { SallyportError } from "./sallyport-error.js";
import { signIn } from "./sign-in.js";

/** Asks until the person is signed in anew or gives up. Run it through `connection.steppingUp`: one dialog at a time. */
export async function stepUp(connection: Connection, ask: StepUp): Promise<boolean> {
  for (let error: SallyportError | undefined; ; ) {
    const proof = await ask(error);
    if (typeof proof === "boolean") return proof;
    try {
      await signIn(connection, proof);
      return true;
    } catch (refusal) {
      // Mistyped, or out of reach for a moment: the dialog says so and stays.
      if (!(refusal instanceof SallyportError)) throw refusal;
      error = refusal;
    }
  }
}
