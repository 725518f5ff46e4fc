import type { Session, Visitor } from "../answers.js";
import type { Fetch } from "../client.js";
import type { OwnOrigin } from "./own-origin.js";
import type { SingleFlight } from "./single-flight.js";
import type { State } from "./state.js";
import type { Tabs } from "./tabs.js";

/** What every verb works with. */
export interface Connection {
  readonly fetch: Fetch;
  readonly origin: OwnOrigin;
  readonly state: State;
  readonly tabs: Tabs;
  /**
   * One GET session at a time. Two would each be given a visitor cookie of their own, the browser keeps one, and the
   * CSRF token of the other would be refused.
   */
  readonly asking: SingleFlight<Session | Visitor>;
  readonly refreshing: SingleFlight<Session>;
  endpoint(name: string): URL;
}
