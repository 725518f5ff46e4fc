import { SallyportError, type Client, type Fetch, type Session, type SignedOut, type Transport, type Visitor } from "@sallyport/client";
import { createActiveClient } from "./active-client.js";
import type { App, SignInDefaults } from "./app.js";
import { watchForOutage } from "./outage.js";
import { createPage, type Page } from "./page.js";
import { createRefreshTokenFamily } from "./refresh-token-family.js";
import { createRequestRecorder } from "./request-recorder.js";
import { ends, notices } from "./texts/page.js";
import { transports } from "./texts/transports.js";
import { signedOutView } from "./views/signed-out.js";

const recommended: SignInDefaults = { transport: "cookie", username: "" };

export async function startApp(root: HTMLElement, fetch: Fetch): Promise<Pick<Client, "close">> {
  const recorder = createRequestRecorder(fetch);
  const page = createPage(root);
  const family = createRefreshTokenFamily();
  let expected: SignedOut["code"] | undefined;
  let switchingTo: Transport | undefined;

  const changed = (answer: Session | Visitor) => {
    if (answer.csrf && active.transport === "cookie") recorder.csrfHeader = answer.csrf.header;
    family.observe(answer);
    if (answer.authenticated) app.signInDefaults = recommended;
    void show(answer);
  };
  const ended = ({ code, here }: SignedOut) => {
    if (outage.now) return;
    page.notify(switchingTo ? notices.switched(transports[switchingTo].inside) : here ? notices.signedOut : ends[expected ?? code]);
    expected = undefined;
  };
  let steppingUp = false;
  const stepUp = async () => {
    steppingUp = true;
    // When the dialog cannot be loaded, the page shows the refusal in words, as it would without a dialog.
    return import("./views/step-up.js").then((dialog) => dialog.stepUp(app), () => false).finally(() => (steppingUp = false));
  };
  const active = createActiveClient(recorder.fetch, stepUp, { changed, ended });
  const app: App = {
    get client() {
      return active.client;
    },
    get transport() {
      return active.transport;
    },
    signIn: active.signIn,
    recorder,
    family,
    page,
    drafts: new Map(),
    signInDefaults: recommended,
    runSignOut: (signOut) => signOut().catch((error: unknown) => notifyOf(page, error)),
    switchTransport: async (transport) => {
      const { current } = active.client;
      app.signInDefaults = { transport, username: current?.authenticated ? current.user.username : "" };
      switchingTo = transport;
      await app.runSignOut(() => active.client.signOut());
      switchingTo = undefined;
    },
    expectSignOut: (code) => void (expected = code),
  };

  /** The answer that the view shows. `undefined` before the first view. */
  let shown: Session | Visitor | undefined;
  const outage = watchForOutage(app, () => shown?.authenticated === true);
  const show = async (answer: Session | Visitor) => {
    const before = shown;
    shown = answer;
    // A person who steps up gets a new session. The view stays as it is, because they are in the middle of something.
    if (before && (sessionOf(before) === sessionOf(answer) || (steppingUp && viewOf(before) === viewOf(answer)))) return;
    if (answer.authenticated) {
      const { signedInView } = await import("./views/signed-in.js");
      if (sessionOf(shown) !== sessionOf(answer)) return;
      page.show((gone) => signedInView(app, answer, gone));
      if (!outage.now) page.notify("");
    } else {
      page.show((gone) => signedOutView(app, gone));
    }
    // On the first view the focus stays where the browser puts it: at the top of the page, before the skip link.
    if (before) page.focusHeading();
  };
  await active.client.session().catch(() => show({ authenticated: false, refreshable: false }));
  const close = () => {
    active.close();
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

function notifyOf(page: Page, error: unknown): void {
  if (!(error instanceof SallyportError)) throw error;
  // An outage has a notice of its own already.
  if (error.code !== "network_error") page.notify(notices.failed(error.code), "trouble");
}
