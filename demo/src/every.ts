/** Runs now and then every so often, until the view it belongs to is gone. */
export function every(milliseconds: number, until: AbortSignal, run: () => void): void {
  run();
  const timer = setInterval(run, milliseconds);
  until.addEventListener("abort", () => clearInterval(timer));
}
