import type { Fetch } from "@sallyport/client";

export interface RecordedRequest {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** Missing when no answer came. */
  readonly status?: number;
  /** The server's code for a refusal. */
  readonly code?: string;
  readonly withCsrfToken: boolean;
  readonly withCookies: boolean;
  /** The scheme of the Authorization header, if there was one: `JWT`, `Bearer`. */
  readonly scheme?: string;
  readonly milliseconds: number;
  /** Sent by a demonstration on the page, not by the client. */
  readonly direct: boolean;
}

export interface RequestRecorder {
  /** For the client. */
  readonly fetch: Fetch;
  /** For requests that a demonstration on the page sends past the client. */
  readonly directFetch: Fetch;
  readonly requests: readonly RecordedRequest[];
  /** The name of the header with the CSRF token, which the server chooses. */
  csrfHeader: string;
  onRequest(listener: (request: RecordedRequest) => void): () => void;
}

const kept = 6;

/** Records the requests between the client and the network. It changes none of them. */
export function createRequestRecorder(fetch: Fetch): RequestRecorder {
  const requests: RecordedRequest[] = [];
  const listeners = new Set<(request: RecordedRequest) => void>();
  const recording = (direct: boolean): Fetch => async (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(input, location.origin), init);
    const entryFor = describe(request, recorder.csrfHeader, direct);
    const record = (status?: number, code?: string) => {
      const entry = entryFor(status, code);
      requests.unshift(entry);
      requests.length = Math.min(requests.length, kept);
      for (const listener of listeners) listener(entry);
    };
    try {
      const response = await fetch(request);
      record(response.status, response.ok ? undefined : await codeOf(response.clone()));
      return response;
    } catch (error) {
      record();
      throw error;
    }
  };
  const recorder: RequestRecorder = {
    csrfHeader: "X-XSRF-TOKEN",
    requests,
    onRequest: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    fetch: recording(false),
    directFetch: recording(true),
  };
  return recorder;
}

async function codeOf(response: Response): Promise<string | undefined> {
  const { code } = (await response.json().catch(() => ({}))) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}

function describe(request: Request, csrfHeader: string, direct: boolean): (status?: number, code?: string) => RecordedRequest {
  const at = new Date();
  const started = performance.now();
  const scheme = request.headers.get("Authorization")?.split(" ")[0];
  return (status, code) => ({
    at,
    method: request.method,
    path: new URL(request.url).pathname,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    withCsrfToken: request.headers.has(csrfHeader),
    withCookies: request.credentials !== "omit",
    ...(scheme !== undefined && { scheme }),
    milliseconds: Math.round(performance.now() - started),
    direct,
  });
}
