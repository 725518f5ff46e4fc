import axios, { AxiosError, AxiosHeaders, CanceledError } from "axios";
import type { AxiosAdapter, AxiosInstance, AxiosResponse, InternalAxiosRequestConfig } from "axios";
import { SallyportError, type Client, type Fetch, type Unsubscribe } from "../index.js";
import { pageAddress } from "../lib/page-address.js";
import { sendError } from "../lib/send.js";

/**
 * Adds an interceptor to an axios instance. Requests to the server's own origin carry cookies and the CSRF token (or the
 * Authorization header of another transport). An expired access token is refreshed, and the request is repeated with its
 * body. Requests to any other origin are left unchanged. Returns a function that removes the interceptor.
 *
 * Errors are still axios's own: `error.response` has the server's refusal. When the refresh itself failed, or the server
 * answered an unsafe request with a redirect (`redirected`), `error.cause` is the `SallyportError`.
 *
 * For the server's origin axios uses its `fetch` adapter. Only `fetch` can forbid the browser to send the CSRF token again
 * after a redirect to another origin. XMLHttpRequest is used when `adapter` says so, and for `onUploadProgress` and
 * `responseType: "document"`, which need it. A stream as a body is read into memory first.
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
    // An app's own retry sends `error.config` again, which this interceptor has handled already.
    if (typeof chosen === "function" && adapters.has(chosen)) return config;
    const adapter: AxiosAdapter = (ready) => new InterceptedRequest(client, instance.getUri(ready), { ...ready, adapter: chosen! }).run();
    adapters.add(adapter);
    return { ...config, adapter };
  });
  return () => instance.interceptors.request.eject(interceptor);
}

const adapters = new WeakSet<AxiosAdapter>();

interface Outcome {
  readonly answer: AxiosResponse;
  /** Present when axios treats the answer's status as a failure. */
  readonly failure?: AxiosError;
}

/** One request of the app. It is sent as often as the client asks for it. */
class InterceptedRequest {
  readonly #outcomes = new Map<Response, Outcome>();
  #latest: Outcome | undefined;

  constructor(
    readonly client: Client,
    readonly uri: string,
    readonly config: InternalAxiosRequestConfig,
  ) {}

  async run(): Promise<AxiosResponse> {
    const { client, config, uri } = this;
    // A stream can be sent only once.
    if (config.data instanceof ReadableStream) config.data = await new Response(config.data).blob();
    const { signal, finished } = abortSignal(config);
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
    this.#latest = await dispatch(input instanceof Request ? withRequestOptions(this.config, input) : this.config);
    // The fetch adapter reports a redirect that was not followed with status 0, and axios does not treat that as a failure.
    if (input instanceof Request && !this.#latest.answer.status) throw sendError();
    const response = asResponse(this.#latest.answer);
    // The response has taken the stream over. The client reads from a copy of the response.
    if (this.#latest.answer.data instanceof ReadableStream) this.#latest.answer.data = response.body;
    this.#outcomes.set(response, this.#latest);
    return response;
  };

  /** A response that is not in `#outcomes` was made by the transport, which has taken the tokens out of it. */
  async #outcomeOf(response: Response): Promise<Outcome> {
    const known = this.#outcomes.get(response);
    return known ?? { answer: { ...this.#latest!.answer, data: await response.text() } };
  }
}

/** Axios itself aborts what it sends. This signal also ends the wait for a refresh, which axios knows nothing of. */
function abortSignal({ signal, cancelToken }: InternalAxiosRequestConfig) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal?.addEventListener?.("abort", abort);
  void cancelToken?.promise.then(abort);
  return { signal: controller.signal, finished: () => signal?.removeEventListener?.("abort", abort) };
}

async function dispatch(config: InternalAxiosRequestConfig): Promise<Outcome> {
  try {
    return { answer: await axios.getAdapter(config.adapter, config)(config) };
  } catch (failure) {
    if (axios.isAxiosError(failure) && failure.response) return { answer: failure.response, failure };
    throw failure;
  }
}

function withRequestOptions(config: InternalAxiosRequestConfig, sent: Request): InternalAxiosRequestConfig {
  // The request goes to exactly the address whose origin was checked. It is not assembled a second time.
  const { baseURL: _, params: __, ...rest } = config;
  const { mode, redirect, credentials } = sent;
  const headers = new AxiosHeaders(config.headers);
  sent.headers.forEach((value, name) => headers.set(name, value));
  return {
    ...rest,
    url: sent.url,
    headers,
    adapter: preferred(config),
    withCredentials: credentials === "include",
    // Otherwise axios would overwrite the header with the latest cookie, which may belong to another tab's session.
    withXSRFToken: false,
    fetchOptions: { ...(config.fetchOptions as RequestInit | undefined), mode, redirect },
    ...(credentials === "same-origin" && { withCredentials: credentials as unknown as boolean }),
  };
}

function preferred({ adapter, onUploadProgress, responseType }: InternalAxiosRequestConfig) {
  const open = Array.isArray(adapter) && !onUploadProgress && responseType !== "document";
  return open ? ["fetch", ...adapter] : adapter!;
}

/** The answer as a Response, with as much of it as the client reads. */
function asResponse({ status, headers, data }: AxiosResponse<unknown>): Response {
  const bodiless = [204, 205, 304].includes(status);
  // By their tags, because the objects of jsdom are instances of other classes.
  const readable = /(String|Blob|File|ArrayBuffer|Uint8Array|ReadableStream)]$/.test(Object.prototype.toString.call(data));
  const known = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === "string") known.set(name, value);
  // An answer of another origin may have the status 0, which the Response constructor rejects.
  return new Response(bodiless || !readable ? null : (data as BodyInit), { status: status >= 200 ? status : 599, headers: known });
}

function inAxiosForm(error: unknown, config: InternalAxiosRequestConfig, answer: AxiosResponse | undefined): unknown {
  if (!(error instanceof SallyportError)) return error;
  if (axios.isAxiosError(error.cause)) {
    error.cause.config = config;
    return error.cause;
  }
  // The error has a response: retry libraries repeat a request whose error has none.
  const redirected = error.code === "redirected" && answer;
  const failure = redirected
    ? AxiosError.from(error, AxiosError.ERR_BAD_RESPONSE, config, redirected.request, redirected)
    : AxiosError.from(error, AxiosError.ERR_NETWORK, config);
  return Object.assign(failure, { cause: error });
}
