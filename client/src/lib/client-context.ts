import type { Session, Visitor } from "../api/answers.js";
import type { Fetch } from "../api/transport.js";
import type { ClientState } from "./client-state.js";
import type { ServerOrigin } from "./server-origin.js";
import type { SingleFlight } from "./single-flight.js";
import type { TabChannel } from "./tab-channel.js";
import type { TabLock } from "./tab-lock.js";

/** What every operation of one client works with. */
export interface ClientContext {
  /** Whether requests to this address, which is not the server's, carry the access token too. */
  readonly carriesTo: (url: URL) => boolean | undefined;
  /** Wraps `send` so that it carries the tokens of a transport other than cookies. */
  readonly over: (send: Fetch) => Fetch;
  readonly fetch: Fetch;
  readonly origin: ServerOrigin;
  readonly state: ClientState;
  readonly tabs: TabChannel;
  /** Lets one tab at a time run what replaces the cookies of all tabs. */
  readonly lock: TabLock;
  /** Whether each tab has an access token of its own, which another tab's refresh does not renew. */
  readonly perTab: boolean;
  /**
   * One GET session at a time. The server would give each of two a visitor cookie of its own. The browser keeps one of them,
   * and the CSRF token that belongs to the other would be refused.
   */
  readonly sessionFlight: SingleFlight<Session | Visitor>;
  readonly refreshFlight: SingleFlight<Session>;
  /** Resolves to whether the person has signed in again. */
  readonly stepUpFlight: SingleFlight<boolean>;
  endpoint(name: string): URL;
}
