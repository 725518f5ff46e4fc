import { useCallback, useEffect, useState } from "react";
import { load } from "./api";
import { explain } from "./problem";

export type Loaded<T> =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly problem: string; readonly again: () => void }
  | { readonly status: "loaded"; readonly value: T; readonly again: () => void };

/** What an address answers, asked when the component appears and whenever `again` is called. */
export function useLoaded<T>(path: string): Loaded<T> {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ value: T } | { problem: string }>();
  const again = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    const leaving = new AbortController();
    load<T>(path, leaving.signal).then(
      (value) => setAnswer({ value }),
      (error: unknown) => leaving.signal.aborted || setAnswer({ problem: explain(error) }),
    );
    return () => leaving.abort();
  }, [path, attempt]);

  if (!answer) return { status: "loading" };
  return "value" in answer ? { status: "loaded", value: answer.value, again } : { status: "failed", problem: answer.problem, again };
}
