import type { Fetch } from "@sallyport/client";

export interface Sent {
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  /** Missing when no answer came. */
  readonly status?: number;
  readonly withToken: boolean;
  readonly milliseconds: number;
}

export interface Recorder {
  readonly fetch: Fetch;
  readonly sent: readonly Sent[];
  /** The name of the header that carries the token is the server's to choose. */
  tokenHeader: string;
  onSent(hear: (sent: Sent) => void): () => void;
}

const kept = 8;

/** Stands between the client and the network and writes down what passes; it changes nothing. */
export function createRecorder(fetch: Fetch): Recorder {
  const sent: Sent[] = [];
  const listeners = new Set<(sent: Sent) => void>();
  const recorder: Recorder = {
    tokenHeader: "X-XSRF-TOKEN",
    sent,
    onSent: (hear) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const note = describe(request, recorder.tokenHeader);
      const write = (status?: number) => {
        const entry = note(status);
        sent.unshift(entry);
        sent.length = Math.min(sent.length, kept);
        for (const hear of listeners) hear(entry);
      };
      try {
        const response = await fetch(request);
        write(response.status);
        return response;
      } catch (error) {
        write();
        throw error;
      }
    },
  };
  return recorder;
}

function describe(request: Request, tokenHeader: string): (status?: number) => Sent {
  const at = new Date();
  const started = performance.now();
  return (status) => ({
    at,
    method: request.method,
    path: new URL(request.url).pathname,
    ...(status !== undefined && { status }),
    withToken: request.headers.has(tokenHeader),
    milliseconds: Math.round(performance.now() - started),
  });
}
