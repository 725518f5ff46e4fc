/** Makes as many identical requests as are needed. */
export type RequestMaker = (init?: RequestInit) => Request;

/**
 * The body is read before the first send: a stream, and the body of a Request, can be sent a single time only, and by
 * the time a 401 asks for it again it would be gone.
 */
export async function replayable(request: Request): Promise<RequestMaker> {
  // A Request made of another forgets what was said of the referrer (Fetch, section 5.4). The Content-Type, with its
  // multipart boundary if any, is in the headers already.
  const { method, referrer, referrerPolicy } = request;
  const body = /^(GET|HEAD)$/.test(method) ? null : await request.arrayBuffer();
  return (init) => new Request(request, { referrer, referrerPolicy, body, ...init });
}
