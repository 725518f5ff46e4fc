import { el, setText } from "./dom.js";
import { page as words } from "./texts/page.js";

/** The frame around the views: header, notice, main, footer. */
export interface Page {
  /** Shows a view. The signal is aborted when the view is replaced. */
  show(build: (gone: AbortSignal) => HTMLElement): void;
  /** Moves the focus to the heading of the view, and with it the position of screen readers. */
  focusHeading(): void;
  notify(text: string, tone?: "calm" | "trouble"): void;
  /**
   * Shows a modal dialog and resolves to its `returnValue` once it is closed. It is closed when the view is replaced.
   */
  ask(dialog: HTMLDialogElement): Promise<string>;
  /** Ends the view and its timers. No other view can be shown after that. */
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
      // An open dialog would keep the focus away from the new view.
      asked?.close();
      view.abort();
      view = new AbortController();
      main.replaceChildren(build(view.signal));
    },
    focusHeading: () => {
      // A new view starts at its top. Focusing alone scrolls only to the heading and hides what is above it.
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

/** Firefox does not scroll to a focused element that is partly visible, so a part of its outline would be hidden. */
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
