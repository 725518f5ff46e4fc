import type { Client } from "@sallyport/client";

const soon = 1;
const shortestPause = 1_000;
const longestPause = 60_000;

/**
 * Renews the access token a moment before it ends, for as long as the view lives. Requests would renew it anyway when
 * they find it ended; this only spares them the wait. Failures are left to the recorder to tell: here they only
 * lengthen the pause, so that a server coming back is not met by a storm.
 */
export function keepRenewed(client: Pick<Client, "expiresInSeconds" | "refresh">, until: AbortSignal): void {
  let pause = shortestPause;
  let notBefore = 0;
  const timer = setInterval(() => {
    const left = client.expiresInSeconds();
    if (left === undefined || left > soon || performance.now() < notBefore) return;
    notBefore = Infinity;
    void client
      .refresh()
      .then(
        () => (pause = shortestPause),
        () => (pause = Math.min(pause * 2, longestPause)),
      )
      .finally(() => (notBefore = performance.now() + pause));
  }, 200);
  until.addEventListener("abort", () => clearInterval(timer));
}
