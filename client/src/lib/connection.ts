import type { Session, Visitor } from "../answers.js";
import type { Fetch } from "../client.js";
import type { OneTab } from "./one-tab.js";
import type { OwnOrigin } from "./own-origin.js";
import type { SingleFlight } from "./single-flight.js";
import type { State } from "./state.js";
import type { Tabs } from "./tabs.js";

/** What every verb works with. */
export interface Connection {
  /** Whether the access token goes to this address, which is not our server's, too. */
  readonly carriesTo: (url: URL) => boolean | undefined;
  /** Puts the tokens of another transport than cookies into what `send` sends. */
  readonly over: (send: Fetch) => Fetch;
  readonly fetch: Fetch;
  readonly origin: OwnOrigin;
  readonly state: State;
  readonly tabs: Tabs;
  /** What replaces the cookies of all tabs is done in one tab at a time. */
  readonly oneTab: OneTab;
  /** Whether each tab has an access token of its own, so that another tab's renewal is none for this one. */
  readonly perTab: boolean;
  /**
   * One GET session at a time. Two would each be given a visitor cookie of their own, the browser keeps one, and the
   * CSRF token of the other would be refused.
   */
  readonly asking: SingleFlight<Session | Visitor>;
  readonly refreshing: SingleFlight<Session>;
  /** Whether somebody has proved anew who they are. */
  readonly steppingUp: SingleFlight<boolean>;
  endpoint(name: string): URL;
}
