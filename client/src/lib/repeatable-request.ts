/** Makes as many identical requests as are needed. */
export type RequestFactory = (init?: RequestInit) => Request;

/**
 * Reads the body before the first request is sent. A stream, and the body of a Request, can be sent only once: when a 401
 * makes a repetition necessary, the body would be gone.
 */
export async function repeatableRequest(request: Request): Promise<RequestFactory> {
  // A Request made from another one loses the referrer (Fetch, section 5.4). It keeps the headers, and with them the
  // Content-Type and its multipart boundary.
  const { method, referrer, referrerPolicy } = request;
  const body = /^(GET|HEAD)$/.test(method) ? null : await request.arrayBuffer();
  return (init) => new Request(request, { referrer, referrerPolicy, body, ...init });
}
