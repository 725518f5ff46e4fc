/** Runs a task now and at each interval, until the view it belongs to is gone. */
export function runEvery(milliseconds: number, gone: AbortSignal, run: () => void): void {
  run();
  const timer = setInterval(run, milliseconds);
  gone.addEventListener("abort", () => clearInterval(timer));
}
