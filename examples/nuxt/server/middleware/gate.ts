/** The browser knows one origin, and the Sallyport server hears what the page asks of it. */
export default defineEventHandler((event) => {
  if (!/^\/(auth|api)\//.test(event.path)) return undefined;
  return proxyRequest(event, useRuntimeConfig(event).sallyportUrl + event.path, {
    // As the browser sent it: the server compares the origin with what the browser saw.
    headers: { host: getRequestHeader(event, "host") ?? "" },
    fetchOptions: { redirect: "manual" },
  });
});
