import axios, { AxiosError, type AxiosAdapter, type AxiosInstance, type InternalAxiosRequestConfig } from "axios";
import { expect, expectTypeOf, test, vi } from "vitest";
import { browser, gate } from "../../test/browser.js";
import { header, origin } from "../../test/fake-server.js";
import { SallyportError, type Client, type Unsubscribe } from "../index.js";
import { memoryTransport } from "../memory.js";
import { sallyportAxios } from "./axios.js";

/** A signed-in client and an axios instance of the page. */
async function page() {
  const one = browser();
  const { client, session } = await one.signedIn();
  return { ...one, client, session, ...instanceFor(one, client) };
}

function instanceFor({ fetch }: Pick<ReturnType<typeof browser>, "fetch">, client: Client) {
  const api = axios.create({ baseURL: `${origin}/api`, env: { fetch: abortable(fetch) } });
  return { api, eject: sallyportAxios(client, api) };
}

/** The fake server ignores the signal of a request. A browser aborts at once. */
function abortable(fetch: typeof globalThis.fetch): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    const given = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    return Promise.race([fetch(request), given]);
  };
}

const failure = (sent: Promise<unknown>) =>
  sent.then(
    () => expect.unreachable(),
    (error: unknown) => error as AxiosError,
  );

test("a request carries the CSRF token, and an expired access token is refreshed and the request repeated", async () => {
  const { api, server, session } = await page();
  server.advance(301);
  const { data, status } = await api.post<object>("/profile", { displayName: "Countess", bio: "" });
  expect([status, data]).toEqual([200, expect.objectContaining({ displayName: "Countess" })]);
  expect(server.story).toEqual(["POST /api/profile 401", "POST /auth/refresh 200", "POST /api/profile 200"]);
  expect(server.seen[0]?.token).toBe(session.csrf.token);
});

test("ten simultaneous requests share one refresh", async () => {
  const { api, server } = await page();
  server.advance(301);
  await Promise.all(Array.from({ length: 10 }, () => api.get("/profile")));
  expect(server.story.filter((line) => line.includes("refresh"))).toEqual(["POST /auth/refresh 200"]);
});

test("a stale CSRF token is replaced and the request repeated", async () => {
  const { api, server, jar } = await page();
  const otherPerson = browser(server);
  await otherPerson.signedIn();
  Object.assign(jar, otherPerson.jar);
  expect((await api.post("/profile", { displayName: "Countess", bio: "" })).status).toBe(200);
});

test("no header is added to a request to another origin, and its answer is unchanged", async () => {
  const { api, otherOriginRequests } = await page();
  const { data } = await api.post("https://evil.test/collect", { a: 1 }, { withCredentials: true, adapter: "fetch" });
  expect(data).toBe("elsewhere");
  expect(otherOriginRequests.map(({ headers }) => headers.has(header))).toEqual([false]);
  expect(otherOriginRequests[0]?.credentials).toBe("include");
});

test("no redirect is followed with the CSRF token", async () => {
  const { api, server, tab, fetch } = await page();
  await api.post("/echo", "x");
  expect(server.seen.at(-1)?.request).toMatchObject({ redirect: "manual", credentials: "include" });
  vi.stubGlobal("location", { href: `${origin}/page`, origin });
  const here = axios.create({ env: { fetch } });
  sallyportAxios(tab({ baseUrl: "" }), here);
  await here.post("/api/echo", "x");
  vi.unstubAllGlobals();
  expect(server.seen.at(-1)?.request).toMatchObject({ redirect: "manual", credentials: "same-origin" });
});

test("an error for a redirected request has a response, so that no retry library sends it again", async () => {
  const { api, server } = await page();
  server.faults.set("POST /api/payments", new Response(null, { status: 303, headers: { Location: "https://pay.test/" } }));
  const error = await failure(api.post("/payments"));
  expect(error).toMatchObject({ isAxiosError: true, code: "ERR_BAD_RESPONSE", response: { status: 0 }, cause: { code: "redirected" } });
  expect(server.seen).toHaveLength(1);
});

test("axios does not overwrite the CSRF token with its own from the cookie", async () => {
  const { api, session } = await page();
  const seen: InternalAxiosRequestConfig[] = [];
  const adapter: AxiosAdapter = (config) => (seen.push(config), Promise.resolve({ config, data: "", headers: {}, status: 200, statusText: "" }));
  await api.post("/echo", "x", { adapter, withXSRFToken: true });
  expect(seen.map(({ withXSRFToken, headers }) => [withXSRFToken, headers.get(header)])).toEqual([[false, session.csrf.token]]);
});

test("address, parameters and form are sent unchanged, and the answer keeps its config", async () => {
  const { api, server } = await page();
  server.advance(301);
  const form = new FormData();
  form.set("picture", new Blob(["pixels"]), "me.png");
  const { data, config } = await api.post<string>("/echo", form, { params: { size: "large", tag: ["a", "b"] } });
  expect(data).toMatch(/name="picture"; filename="me.png"[^]*pixels/);
  expect(server.seen.at(-1)?.request.url).toBe(`${origin}/api/echo?size=large&tag%5B%5D=a&tag%5B%5D=b`);
  expect(config).toMatchObject({ url: "/echo", baseURL: `${origin}/api`, params: { size: "large" } });
});

test("a stream is repeated, too", async () => {
  const { api, server } = await page();
  server.advance(301);
  const { data } = await api.post<string>("/echo", new Response("of words").body);
  expect(data).toBe("of words");
});

test("a refusal is an axios error with the answer", async () => {
  const { api } = await page();
  const error = await failure(api.get("/nothing"));
  expect(error).toBeInstanceOf(AxiosError);
  expect(error).toMatchObject({ code: "ERR_BAD_REQUEST", status: 404, response: { status: 404, data: { code: "not_found" } } });
  expect([error.config?.url, error.response?.config.url]).toEqual(["/nothing", "/nothing"]);
});

test("an ended session gives the server's 401 after one refresh attempt", async () => {
  const { api, server } = await page();
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "refresh_expired" }, { status: 401 }));
  expect(await failure(api.get("/profile"))).toMatchObject({ response: { status: 401, data: { code: "access_expired" } } });
});

test("a missing answer is axios's network error, also when it was the refresh's", async () => {
  const { api, server } = await page();
  server.faults.set("GET /api/profile", "offline");
  const silence = await failure(api.get("/profile"));
  expect([silence.code, silence.response]).toEqual(["ERR_NETWORK", undefined]);
  server.faults.clear();
  server.advance(301);
  server.faults.set("POST /auth/refresh", Response.json({ code: "store_unavailable" }, { status: 503 }));
  const error = await failure(api.get("/profile"));
  expect(error).toMatchObject({ code: "ERR_NETWORK", cause: { code: "store_unavailable" } });
  expect(axios.isAxiosError(error) && error.cause).toBeInstanceOf(SallyportError);
});

test("an aborted request rejects with a cancellation", async () => {
  const { api, server } = await page();
  const leaving = new AbortController();
  server.delays.set("GET /api/profile", new Promise(() => {}));
  const error = failure(api.get("/profile", { signal: leaving.signal }));
  await vi.waitFor(() => expect(server.seen).toHaveLength(1));
  leaving.abort();
  expect(axios.isCancel(await error)).toBe(true);
  expect(axios.isCancel(await failure(api.get("/profile", { signal: leaving.signal })))).toBe(true);
});

test.each(["signal", "cancelToken"])("a request aborted during a refresh (%s) is cancelled at once and not repeated", async (how) => {
  const { api, server, client } = await page();
  server.advance(301);
  const slow = gate();
  server.delays.set("POST /auth/refresh", slow.closed);
  const leaving = new AbortController();
  const source = axios.CancelToken.source();
  const error = failure(api.get("/profile", how === "signal" ? { signal: leaving.signal } : { cancelToken: source.token }));
  await vi.waitFor(() => expect(server.story).toContain("POST /auth/refresh 200"));
  leaving.abort();
  source.cancel();
  expect(axios.isCancel(await error)).toBe(true);
  slow.open();
  await client.refresh();
  expect(server.story.filter((line) => line.includes("profile"))).toEqual(["GET /api/profile 401"]);
});

test.each(["json", "text", "blob", "arraybuffer", "stream"] as const)("a refusal is understood whatever the response type is (%s)", async (responseType) => {
  const { api, server } = await page();
  server.advance(301);
  expect((await api.get("/profile", { responseType, validateStatus: null })).status).toBe(200);
});

test("progress events are delivered", async () => {
  const { api } = await page();
  const told: number[] = [];
  await api.get("/profile", { onDownloadProgress: ({ loaded }) => told.push(loaded) });
  expect(told.at(-1)).toBeGreaterThan(0);
});

test("a chosen adapter is used, and the default one for upload progress", async () => {
  const { api, fetch } = await page();
  const used: string[] = [];
  const named = (name: string): AxiosAdapter => async (config) => {
    used.push(name);
    return axios.getAdapter("fetch", { ...config, env: { fetch } } as InternalAxiosRequestConfig)(config);
  };
  await api.post("/echo", "x", { adapter: named("chosen") });
  api.defaults.adapter = [named("default")];
  await api.post("/echo", "x", { onUploadProgress: () => undefined });
  await api.post("/echo", "x");
  expect(used).toEqual(["chosen", "default"]);
});

test("an app's own retry of error.config is intercepted once", async () => {
  const { api, server } = await page();
  server.faults.set("GET /api/nothing", new Response("<html>"));
  const strict = { responseType: "json", transitional: { silentJSONParsing: false } } as const;
  const error = await failure(api.get("/nothing", strict));
  expect(error.code).toBe("ERR_BAD_RESPONSE");
  server.seen.length = 0;
  server.faults.set("GET /api/nothing", Response.json({ code: "access_expired" }, { status: 401 }));
  await failure(api.request(error.config!));
  expect(server.story).toEqual(["GET /api/nothing 401", "POST /auth/refresh 200", "GET /api/nothing 401"]);
});

test("a timeout of axios is still an axios error", async () => {
  const { api, server } = await page();
  server.delays.set("GET /api/profile", new Promise(() => {}));
  const error = await failure(api.get("/profile", { timeout: 20, transitional: { clarifyTimeoutError: true } }));
  expect(error).toMatchObject({ code: "ETIMEDOUT", config: { url: "/profile" } });
});

test("another transport sends the access token, and the app never gets it", async () => {
  const one = browser();
  const client = one.tab({ transport: memoryTransport() });
  await client.signIn({ username: "ada", password: "engine" });
  const { api } = instanceFor(one, client);
  one.server.advance(301);
  await api.post("/profile", { displayName: "Countess", bio: "" });
  expect(one.server.seen.at(-1)?.request.headers.get("Authorization")).toMatch(/^JWT /);
  const { data } = await api.post<object>(`${origin}/auth/refresh`);
  expect(data).toMatchObject({ authenticated: true });
  expect(data).not.toHaveProperty("accessToken");
});

test("the instance is unchanged after eject", async () => {
  const { api, eject, server } = await page();
  eject();
  await failure(api.post("/echo", "x", { adapter: "fetch" }));
  expect(server.seen[0]?.token).toBeNull();
});

test("any axios instance is accepted", () => {
  expectTypeOf(sallyportAxios).toEqualTypeOf<(client: Client, instance?: AxiosInstance) => Unsubscribe>();
});
