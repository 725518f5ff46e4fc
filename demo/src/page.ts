import { el, setText } from "./dom.js";
import { page as words } from "./texts/page.js";

/** What stays while views come and go: header, notice, main, footer. */
export interface Page {
  /** Puts a view in place; the signal tells the former one that it is gone. */
  show(build: (gone: AbortSignal) => HTMLElement): void;
  /** Takes focus to the new view's heading, where screen readers then are, too. */
  focusHeading(): void;
  notify(text: string, tone?: "calm" | "trouble"): void;
  /**
   * Asks in a dialog in front of everything else, and gives its `returnValue` once it is closed. The view it was asked
   * from takes it along when it goes.
   */
  ask(dialog: HTMLDialogElement): Promise<string>;
  /** Ends the view with its clocks; there is no other after it. */
  close(): void;
  readonly account: HTMLElement;
}

export function createPage(root: HTMLElement): Page {
  const account = el("div", { class: "account" });
  const notice = el("p", { class: "notice", role: "status", "data-testid": "notice" });
  const main = el("main", { id: "content", tabindex: -1 });
  root.append(
    el("a", { class: "skip", href: "#content" }, words.skip),
    el("header", { class: "bar" }, brand(), account),
    notice,
    main,
    el("footer", { class: "foot" }, el("p", {}, words.footer)),
  );
  root.addEventListener("focusin", bringIntoView);
  let view = new AbortController();
  let asked: HTMLDialogElement | undefined;
  return {
    account,
    close: () => view.abort(),
    show: (build) => {
      if (view.signal.aborted) return;
      // In front of the new view it would keep the focus from it.
      asked?.close();
      view.abort();
      view = new AbortController();
      main.replaceChildren(build(view.signal));
    },
    focusHeading: () => {
      // A new view begins at its top; left alone, a browser scrolls only as far as the heading and hides what is above it.
      document.documentElement.scrollTop = 0;
      main.querySelector("h1")?.focus({ preventScroll: true });
    },
    notify: (text, tone = "calm") => {
      notice.dataset["tone"] = tone;
      setText(notice, text);
    },
    ask: (dialog) => {
      asked = dialog;
      root.append(dialog);
      dialog.showModal();
      return new Promise((resolve) => {
        dialog.addEventListener("close", () => {
          dialog.remove();
          resolve(dialog.returnValue);
        });
      });
    },
  };
}

/** Firefox leaves what gets the focus where it is once a part of it shows, and so hides an edge of it with its outline. */
function bringIntoView({ target }: FocusEvent): void {
  if (target instanceof Element && target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest" });
}

function brand(): HTMLElement {
  return el(
    "p",
    { class: "brand" },
    el("img", { src: "/assets/mark.svg", alt: "", width: 28, height: 28 }),
    words.brand,
  );
}
