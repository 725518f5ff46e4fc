import { afterEach, beforeEach, expect, vi } from "vitest";
import { origin } from "./fake-server.js";

/** Replaces the page's address and the window that it opens. */
export function stubPage() {
  const page = {
    visited: [] as string[],
    /** How many windows were opened, and the addresses they navigated to. */
    windows: 0,
    opened: [] as string[],
    popup: { closed: false, location: { assign: (address: URL) => void page.opened.push(String(address)) } },
    /** Whether the browser blocks popups. */
    blocking: false,
    /** Sends the message of the last page in the window; by default that of a successful sign-in. */
    async say(words: object = {}, id?: string): Promise<void> {
      await vi.waitFor(() => expect(page.opened).toHaveLength(page.windows));
      const channel = new BroadcastChannel(`sallyport ${origin}/auth`);
      channel.postMessage({ social: id ?? idIn(page.opened.at(-1)!), ...words });
      // Closed after the message has been sent, because an open channel keeps Node alive.
      setTimeout(() => channel.close(), 20);
    },
  };
  beforeEach(() => {
    Object.assign(page, { visited: [], windows: 0, opened: [], blocking: false });
    page.popup.closed = false;
    vi.stubGlobal("location", {
      href: `${origin}/notes?page=2#last`,
      pathname: "/notes",
      search: "?page=2",
      hash: "#last",
      assign: (address: URL) => page.visited.push(String(address)),
    });
    vi.stubGlobal("open", () => {
      page.windows += 1;
      return page.blocking ? null : page.popup;
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  return page;
}

function idIn(start: string): string {
  return new URL(start).searchParams.get("returnTo")!.split("#")[1]!;
}
