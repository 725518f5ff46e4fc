import type { Client, SignedOut, Transport } from "@sallyport/client";
import type { ActiveClient } from "./active-client.js";
import type { Drafts } from "./drafts.js";
import type { Page } from "./page.js";
import type { RefreshTokenFamily } from "./refresh-token-family.js";
import type { RequestRecorder } from "./request-recorder.js";

/** The initial values of the sign-in form. */
export interface SignInDefaults {
  readonly transport: Transport;
  readonly username: string;
}

/** What the views and cards work with. */
export interface App {
  /** The active client. A sign-in with another transport replaces it. */
  readonly client: Client;
  readonly transport: Transport;
  readonly signIn: ActiveClient["signIn"];
  readonly recorder: RequestRecorder;
  readonly family: RefreshTokenFamily;
  readonly page: Page;
  readonly drafts: Drafts;
  signInDefaults: SignInDefaults;
  /** Runs a sign-out. The page shows an error when it fails. */
  runSignOut(signOut: () => Promise<void>): Promise<void>;
  /** Signs out and preselects another transport for the next sign-in. */
  switchTransport(transport: Transport): Promise<void>;
  /** Gives the reason for the next sign-out, where the page knows it better than the client. */
  expectSignOut(code: SignedOut["code"]): void;
}
