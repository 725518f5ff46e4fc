import { SallyportError, type Client, type Fetch, type Session, type SignedOut, type Visitor } from "@sallyport/client";
import type { Drafts } from "./drafts.js";
import { createFamily, type Family } from "./family.js";
import { holdClient, type Holder } from "./holder.js";
import { watchForOutage } from "./outage.js";
import { createPage, type Page } from "./page.js";
import type { Place } from "./places.js";
import { createRecorder, type Recorder } from "./recorder.js";
import { ends, notices } from "./texts/page.js";
import { places } from "./texts/places.js";
import { signedOutView } from "./views/signed-out.js";

interface Wish {
  readonly place: Place;
  readonly username: string;
}

const recommended: Wish = { place: "cookie", username: "" };

/** What the views and cards work with. */
export interface App {
  /** The client of the moment: another sign-in may bring another one. */
  readonly client: Client;
  readonly place: Place;
  readonly signIn: Holder["signIn"];
  readonly recorder: Recorder;
  readonly family: Family;
  readonly page: Page;
  readonly drafts: Drafts;
  /** What the sign-in form offers first. */
  wish: Wish;
  /** Runs a sign-out. What goes wrong is told on the page. */
  leave(signOut: () => Promise<void>): Promise<void>;
  /** Signs out, to come back with another place. */
  moveTo(place: Place): Promise<void>;
  /** Why the session is about to turn out to have ended, where the page knows better than the client. */
  expectEnd(code: SignedOut["code"]): void;
}

export async function startApp(root: HTMLElement, fetch: Fetch): Promise<Pick<Client, "close">> {
  const recorder = createRecorder(fetch);
  const page = createPage(root);
  const family = createFamily();
  let expected: SignedOut["code"] | undefined;
  let moving: Place | undefined;

  const changed = (answer: Session | Visitor) => {
    if (answer.csrf && holder.place === "cookie") recorder.tokenHeader = answer.csrf.header;
    family.hear(answer);
    if (answer.authenticated) app.wish = recommended;
    void show(answer);
  };
  const ended = ({ code, here }: SignedOut) => {
    if (outage.now) return;
    page.notify(moving ? notices.moved(places[moving].inside) : here ? notices.signedOut : ends[expected ?? code]);
    expected = undefined;
  };
  let proving = false;
  const stepUp = async () => {
    proving = true;
    // Should the dialog not load, the act is refused in words, as it would be without one.
    return import("./views/step-up.js").then((dialog) => dialog.stepUp(app), () => false).finally(() => (proving = false));
  };
  const holder = holdClient(recorder.fetch, stepUp, { changed, ended });
  const app: App = {
    get client() {
      return holder.client;
    },
    get place() {
      return holder.place;
    },
    signIn: holder.signIn,
    recorder,
    family,
    page,
    drafts: new Map(),
    wish: recommended,
    leave: (signOut) => signOut().catch((error: unknown) => tell(page, error)),
    moveTo: async (place) => {
      const { current } = holder.client;
      app.wish = { place, username: current?.authenticated ? current.user.username : "" };
      moving = place;
      await app.leave(() => holder.client.signOut());
      moving = undefined;
    },
    expectEnd: (code) => void (expected = code),
  };

  /** Whose view it is; missing before the first one. */
  let shown: Session | Visitor | undefined;
  const outage = watchForOutage(app, () => shown?.authenticated === true);
  const show = async (answer: Session | Visitor) => {
    const before = shown;
    shown = answer;
    // Whoever proves once more who they are is amid something, and finds it as it was.
    if (before && (sessionOf(before) === sessionOf(answer) || (proving && viewOf(before) === viewOf(answer)))) return;
    if (answer.authenticated) {
      const { signedInView } = await import("./views/signed-in.js");
      if (sessionOf(shown) !== sessionOf(answer)) return;
      page.show((gone) => signedInView(app, answer, gone));
      if (!outage.now) page.notify("");
    } else {
      page.show((gone) => signedOutView(app, gone));
    }
    // On the first view focus stays where the browser puts it: the top of the page, before the skip link.
    if (before) page.focusHeading();
  };
  await holder.client.session().catch(() => show({ authenticated: false, refreshable: false }));
  const close = () => {
    holder.close();
    page.close();
  };
  return { close };
}

/** Empty for a visitor. */
function sessionOf(answer: Session | Visitor): string {
  return answer.authenticated ? answer.session.id : "";
}

function viewOf(answer: Session | Visitor): string {
  return answer.authenticated ? `${answer.session.transport} ${answer.user.id}` : "";
}

function tell(page: Page, error: unknown): void {
  if (!(error instanceof SallyportError)) throw error;
  // An outage has a notice of its own already.
  if (error.code !== "network_error") page.notify(notices.failed(error.code), "trouble");
}
