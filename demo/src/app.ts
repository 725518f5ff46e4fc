import { createClient, SallyportError, type Client, type Fetch, type Session, type Visitor } from "@sallyport/client";
import type { Drafts } from "./drafts.js";
import { watchForOutage } from "./outage.js";
import { createPage, type Page } from "./page.js";
import { createRecorder, type Recorder } from "./recorder.js";
import { texts } from "./texts.js";
import { signedInView } from "./views/signed-in.js";
import { signedOutView } from "./views/signed-out.js";

/** What the views and cards work with. */
export interface App {
  readonly client: Client;
  readonly recorder: Recorder;
  readonly page: Page;
  readonly drafts: Drafts;
  /** Runs a sign-out: the end of the session is then no surprise, and the notice says so. */
  leave(signOut: () => Promise<void>): Promise<void>;
}

export async function startApp(root: HTMLElement, fetch: Fetch): Promise<Client> {
  const recorder = createRecorder(fetch);
  const client = createClient({ fetch: recorder.fetch });
  const page = createPage(root);
  let leaving = false;
  const leave: App["leave"] = async (signOut) => {
    leaving = true;
    await signOut().catch((error: unknown) => tell(page, error));
    leaving = false;
  };
  const app: App = { client, recorder, page, drafts: new Map(), leave };

  /** The session on view; empty for the sign-in view, missing before the first view. */
  let shown: string | undefined;
  const outage = watchForOutage(app, () => Boolean(shown));
  const show = (answer: Session | Visitor) => {
    if (answer.csrf) recorder.tokenHeader = answer.csrf.header;
    const next = answer.authenticated ? answer.session.id : "";
    if (next === shown) return;
    const before = shown;
    shown = next;
    page.show((gone) => (answer.authenticated ? signedInView(app, answer, gone) : signedOutView(app, gone)));
    if (!outage.now) page.notify(before && !next ? (leaving ? texts.notices.signedOut : texts.notices.ended) : "");
    // On the first view focus stays where the browser puts it: the top of the page, before the skip link.
    if (before !== undefined) page.focusHeading();
  };
  client.onChange(show);
  askWhenBack(client);
  await client.session().then(show, () => show({ authenticated: false, refreshable: false }));
  return client;
}

function tell(page: Page, error: unknown): void {
  if (!(error instanceof SallyportError)) throw error;
  // An outage has a notice of its own already.
  if (error.code !== "network_error") page.notify(texts.notices.failed(error.code), "trouble");
}

// A page out of the back/forward cache has heard nothing meanwhile: not the other tabs, not the clock.
function askWhenBack(client: Client): void {
  addEventListener("pageshow", (event) => {
    if (event.persisted) client.session().catch(() => undefined);
  });
}
