import { afterEach, beforeEach, vi } from "vitest";
import { origin } from "./fake-server.js";

/** Stands in for the page's address and for the window it opens. */
export function stubPage() {
  const page = {
    visited: [] as string[],
    opened: [] as string[],
    popup: { closed: false },
    /** As a browser that lets no page open windows. */
    blocking: false,
    /** The last page of the window speaks; by default that of a sign-in that went well. */
    say(words: object = {}, id = idIn(page.opened.at(-1)!)): void {
      const channel = new BroadcastChannel(`sallyport ${origin}/auth`);
      channel.postMessage({ social: id, ...words });
      // After the message has left; an open channel would keep Node alive.
      setTimeout(() => channel.close(), 20);
    },
  };
  beforeEach(() => {
    Object.assign(page, { visited: [], opened: [], popup: { closed: false }, blocking: false });
    vi.stubGlobal("location", {
      href: `${origin}/notes?page=2#last`,
      pathname: "/notes",
      search: "?page=2",
      hash: "#last",
      assign: (address: URL) => page.visited.push(String(address)),
    });
    vi.stubGlobal("open", (address: URL) => {
      page.opened.push(String(address));
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
