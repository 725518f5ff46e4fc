/** Makes as many identical requests as are needed. */
export type RequestMaker = (init?: RequestInit) => Request;

/**
 * The body is read before the first send: a stream, and the body of a Request, can be sent a single time only, and by
 * the time a 401 asks for it again it would be gone.
 */
export async function replayable(request: Request): Promise<RequestMaker> {
  if (request.method === "GET" || request.method === "HEAD") return (init) => new Request(request, init);
  const body = await request.arrayBuffer();
  // The Content-Type, with its multipart boundary if any, is in the request's headers already.
  return (init) => new Request(request, { body, ...init });
}
