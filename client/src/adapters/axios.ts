import axios, { AxiosError, AxiosHeaders, CanceledError } from "axios";
import type { AxiosAdapter, AxiosInstance, AxiosResponse, InternalAxiosRequestConfig } from "axios";
import { SallyportError, type Client, type Fetch, type Unsubscribe } from "../index.js";
import { pageAddress } from "../lib/page-address.js";
import { noAnswer } from "../lib/send.js";

/**
 * Lets an axios instance go through both doors: what it sends to the server's own origin carries the CSRF token (or the
 * Authorization header of another transport) and cookies, an ended access token is renewed and the request repeated with
 * its body. What goes to any other origin is left as it is. Returns a function that takes this back.
 *
 * Errors stay axios's own: `error.response` has the server's refusal. Where the renewal itself failed, or the server answered a
 * change with a redirect (`redirected`), `error.cause` is the `SallyportError`.
 *
 * To the server's origin axios sends by its `fetch` adapter, which can be forbidden to carry the CSRF token over a
 * redirect to another origin; XMLHttpRequest cannot. It is used all the same where `adapter` says so, and for
 * `onUploadProgress` and `responseType: "document"`, which need it. A stream as a body is read into memory first.
 *
 * @example
 * ```ts
 * import axios from "axios";
 * import { createClient } from "@sallyport/client";
 * import { sallyportAxios } from "@sallyport/client/axios";
 *
 * const client = createClient();
 * const api = axios.create({ baseURL: "/api" });
 * const eject = sallyportAxios(client, api);
 * await api.post("/profile", { displayName: "Ada", bio: "" });
 * ```
 */
export function sallyportAxios(client: Client, instance: AxiosInstance = axios): Unsubscribe {
  const interceptor = instance.interceptors.request.use((config) => {
    const chosen = config.adapter;
    // An app's own retry sends `error.config` once more, which has been here already.
    if (typeof chosen === "function" && ours.has(chosen)) return config;
    const adapter: AxiosAdapter = (ready) => new Passage(client, instance.getUri(ready), { ...ready, adapter: chosen! }).run();
    ours.add(adapter);
    return { ...config, adapter };
  });
  return () => instance.interceptors.request.eject(interceptor);
}

const ours = new WeakSet<AxiosAdapter>();

interface Outcome {
  readonly answer: AxiosResponse;
  /** When axios takes the answer's status for a failure. */
  readonly failure?: AxiosError;
}

/** One request of the app, sent as often as the client says. */
class Passage {
  readonly #outcomes = new Map<Response, Outcome>();
  #latest: Outcome | undefined;

  constructor(
    readonly client: Client,
    readonly uri: string,
    readonly config: InternalAxiosRequestConfig,
  ) {}

  async run(): Promise<AxiosResponse> {
    const { client, config, uri } = this;
    // A stream can be sent a single time only.
    if (config.data instanceof ReadableStream) config.data = await new Response(config.data).blob();
    const { signal, finished } = leaving(config);
    const init = { method: config.method?.toUpperCase() ?? "GET", signal };
    const response = await client
      .through(this.#send, pageAddress(uri), init)
      .catch((error: unknown) => {
        throw signal.aborted ? (config.cancelToken?.reason ?? new CanceledError(undefined, config)) : inAxiosForm(error, config, this.#latest?.answer);
      })
      .finally(finished);
    const { answer, failure } = await this.#outcomeOf(response);
    if (!failure) return { ...answer, config };
    failure.config = answer.config = config;
    throw failure;
  }

  readonly #send: Fetch = async (input) => {
    this.#latest = await dispatch(input instanceof Request ? withProof(this.config, input) : this.config);
    // So the fetch adapter shows a redirect that was not followed, and to axios it is no failure.
    if (input instanceof Request && !this.#latest.answer.status) throw noAnswer();
    const response = asResponse(this.#latest.answer);
    // The client looks at a copy of what it wants to know; the stream itself has come to be the response's.
    if (this.#latest.answer.data instanceof ReadableStream) this.#latest.answer.data = response.body;
    this.#outcomes.set(response, this.#latest);
    return response;
  };

  /** A response that is not of our making is one that the transport has taken the tokens out of. */
  async #outcomeOf(response: Response): Promise<Outcome> {
    const known = this.#outcomes.get(response);
    return known ?? { answer: { ...this.#latest!.answer, data: await response.text() } };
  }
}

/** Axios itself gives up what it is sending, but it does not know of a refresh that a request waits for. */
function leaving({ signal, cancelToken }: InternalAxiosRequestConfig) {
  const controller = new AbortController();
  const leave = () => controller.abort();
  signal?.addEventListener?.("abort", leave);
  void cancelToken?.promise.then(leave);
  return { signal: controller.signal, finished: () => signal?.removeEventListener?.("abort", leave) };
}

async function dispatch(config: InternalAxiosRequestConfig): Promise<Outcome> {
  try {
    return { answer: await axios.getAdapter(config.adapter, config)(config) };
  } catch (failure) {
    if (axios.isAxiosError(failure) && failure.response) return { answer: failure.response, failure };
    throw failure;
  }
}

function withProof(config: InternalAxiosRequestConfig, proof: Request): InternalAxiosRequestConfig {
  // The address that was judged is the one that is sent to: nothing is put together a second time.
  const { baseURL: _, params: __, ...rest } = config;
  const { mode, redirect, credentials } = proof;
  const headers = new AxiosHeaders(config.headers);
  proof.headers.forEach((value, name) => headers.set(name, value));
  return {
    ...rest,
    url: proof.url,
    headers,
    adapter: preferred(config),
    withCredentials: credentials === "include",
    // The cookie it would read is the browser's latest, but not this page's proof, and it would overwrite that.
    withXSRFToken: false,
    fetchOptions: { ...(config.fetchOptions as RequestInit | undefined), mode, redirect },
    ...(credentials === "same-origin" && { withCredentials: credentials as unknown as boolean }),
  };
}

function preferred({ adapter, onUploadProgress, responseType }: InternalAxiosRequestConfig) {
  const open = Array.isArray(adapter) && !onUploadProgress && responseType !== "document";
  return open ? ["fetch", ...adapter] : adapter!;
}

/** As much of the answer as the client looks at. */
function asResponse({ status, headers, data }: AxiosResponse<unknown>): Response {
  const bodiless = [204, 205, 304].includes(status);
  // By their tags: those of a page that a test stands in for (jsdom) are of other classes.
  const readable = /(String|Blob|File|ArrayBuffer|Uint8Array|ReadableStream)]$/.test(Object.prototype.toString.call(data));
  const known = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === "string") known.set(name, value);
  // What was sent elsewhere may have the status 0, which no response can be made with.
  return new Response(bodiless || !readable ? null : (data as BodyInit), { status: status >= 200 ? status : 599, headers: known });
}

function inAxiosForm(error: unknown, config: InternalAxiosRequestConfig, answer: AxiosResponse | undefined): unknown {
  if (!(error instanceof SallyportError)) return error;
  if (axios.isAxiosError(error.cause)) {
    error.cause.config = config;
    return error.cause;
  }
  // With its response, or whatever repeats a request that got none would repeat this one.
  const redirected = error.code === "redirected" && answer;
  const failure = redirected
    ? AxiosError.from(error, AxiosError.ERR_BAD_RESPONSE, config, redirected.request, redirected)
    : AxiosError.from(error, AxiosError.ERR_NETWORK, config);
  return Object.assign(failure, { cause: error });
}
