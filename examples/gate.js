const target = process.env.SALLYPORT_URL ?? "http://127.0.0.1:8080";

/** For `vite` and `vite preview`: the browser knows one origin, and the Sallyport server hears what the page asks of it. */
export const proxy = {
  // With the Host as the browser sent it: the server compares the origin with what the browser saw.
  "/auth": { target, changeOrigin: false },
  "/api": { target, changeOrigin: false },
};
