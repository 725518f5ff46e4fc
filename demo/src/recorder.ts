import type { Fetch } from "@sallyport/client";

export interface Sent {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** Missing when no answer came. */
  readonly status?: number;
  /** The server's own word for a refusal. */
  readonly code?: string;
  readonly withToken: boolean;
  readonly withCookies: boolean;
  /** Of the Authorization header, if there was one: `JWT`, `Bearer`. */
  readonly scheme?: string;
  readonly milliseconds: number;
  /** Sent to show something, and not by the client on its own account. */
  readonly aside: boolean;
}

export interface Recorder {
  readonly fetch: Fetch;
  /** As `fetch`, for what the page sends to show something. */
  readonly aside: Fetch;
  readonly sent: readonly Sent[];
  /** The name of the header that carries the token is the server's to choose. */
  tokenHeader: string;
  onSent(hear: (sent: Sent) => void): () => void;
}

const kept = 6;

/** Stands between the client and the network and writes down what passes; it changes nothing. */
export function createRecorder(fetch: Fetch): Recorder {
  const sent: Sent[] = [];
  const listeners = new Set<(sent: Sent) => void>();
  const record = (aside: boolean): Fetch => async (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(input, location.origin), init);
    const note = describe(request, recorder.tokenHeader, aside);
    const write = (status?: number, code?: string) => {
      const entry = note(status, code);
      sent.unshift(entry);
      sent.length = Math.min(sent.length, kept);
      for (const hear of listeners) hear(entry);
    };
    try {
      const response = await fetch(request);
      write(response.status, response.ok ? undefined : await codeOf(response.clone()));
      return response;
    } catch (error) {
      write();
      throw error;
    }
  };
  const recorder: Recorder = {
    tokenHeader: "X-XSRF-TOKEN",
    sent,
    onSent: (hear) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    fetch: record(false),
    aside: record(true),
  };
  return recorder;
}

async function codeOf(response: Response): Promise<string | undefined> {
  const { code } = (await response.json().catch(() => ({}))) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}

function describe(request: Request, tokenHeader: string, aside: boolean): (status?: number, code?: string) => Sent {
  const at = new Date();
  const started = performance.now();
  const scheme = request.headers.get("Authorization")?.split(" ")[0];
  return (status, code) => ({
    at,
    method: request.method,
    path: new URL(request.url).pathname,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    withToken: request.headers.has(tokenHeader),
    withCookies: request.credentials !== "omit",
    ...(scheme !== undefined && { scheme }),
    milliseconds: Math.round(performance.now() - started),
    aside,
  });
}
