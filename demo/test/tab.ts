import type { Client, Transport } from "@sallyport/client";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { FakeServer, type Jar } from "../../client/test/fake-server.js";
import { startApp } from "../src/start-app.js";

const ada = { username: "ada", password: "engine" };

/** For each test of a file: a new server, and a browser that has never visited it. */
export function openScene() {
  const open: Pick<Client, "close">[] = [];
  const scene = {
    server: new FakeServer(),
    jar: {} as Jar,
    /** One tab of the page. By default all tabs share the cookies of one browser. */
    tab: async (cookies?: Jar) => {
      const root = document.body.appendChild(document.createElement("div"));
      const send = (request: Request) => scene.server.handle(request, cookies ?? scene.jar);
      // As in the page, a replacement of the global fetch sees every request.
      vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) => send(new Request(absolute(input), init)));
      open.push(await startApp(root, cookies ? (input, init) => send(new Request(input, init)) : (input, init) => fetch(input, init)));
      await vi.waitFor(() => expect(root.querySelector("main")?.childElementCount).toBe(1));
      return inside(root);
    },
  };
  beforeEach(() => {
    scene.server = new FakeServer();
    scene.jar = {};
    localStorage.clear();
  });
  afterEach(() => {
    for (const app of open.splice(0)) app.close();
    vi.unstubAllGlobals();
    document.body.replaceChildren();
  });
  return scene;
}

export type Tab = ReturnType<typeof inside>;

function inside(root: HTMLElement) {
  const find = (id: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    if (!found) throw new Error(`There is no ${id} on view.`);
    return found;
  };
  const page = {
    find,
    shows: (id: string) => root.querySelector(`[data-testid="${id}"]`) !== null,
    text: (id: string) => find(id).textContent ?? "",
    value: (id: string) => (find(id) as HTMLInputElement).value,
    type: (id: string, words: string) => {
      (find(id) as HTMLInputElement).value = words;
      find(id).dispatchEvent(new Event("input", { bubbles: true }));
    },
    press: (id: string) => find(id).click(),
    submit: (id: string) => find(id).dispatchEvent(new Event("submit", { cancelable: true })),
    awaitSignedOut: () => vi.waitFor(() => expect(page.shows("signed-out-view")).toBe(true)),
    signIn: async (username = ada.username, password = ada.password, transport: Transport = "cookie") => {
      page.type("username", username);
      page.type("password", password);
      (find(`place-${transport}`) as HTMLInputElement).checked = true;
      page.submit("sign-in-form");
      await vi.waitFor(() => expect(page.shows("signed-in-view")).toBe(true));
    },
    signInWith: (transport: Transport) => page.signIn(ada.username, ada.password, transport),
  };
  return page;
}

function absolute(input: RequestInfo | URL): Request | string {
  return input instanceof Request ? input : String(new URL(input, location.origin));
}

/** Replaces the window that a page opens and the addresses it navigates to. */
export function stubBrowser(width: number, blocking = false) {
  const opened: string[] = [];
  const visited: string[] = [];
  const { href, origin } = location;
  const assign = (address: URL) => visited.push(String(address));
  vi.stubGlobal("innerWidth", width);
  vi.stubGlobal("location", { href, origin, pathname: "/notes", search: "", hash: "", assign });
  let windows = 0;
  // A window opens empty during the click, and navigates to its address a moment later.
  vi.stubGlobal("open", () => {
    if (blocking) return null;
    windows += 1;
    return { closed: false, location: { assign: (address: URL) => opened.push(String(address)) } };
  });
  const say = async (words: object) => {
    await vi.waitFor(() => expect(opened).toHaveLength(windows));
    const social = new URL(opened.at(-1)!).searchParams.get("returnTo")!.split("#")[1];
    const channel = new BroadcastChannel(`sallyport ${origin}/auth`);
    channel.postMessage({ social, ...words });
    setTimeout(() => channel.close(), 20);
  };
  return { opened, visited, say };
}

export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
