/** What the step-up dialog shows: the server wants to know whether it is still the same person. */
export interface PasswordQuestion {
  /** Why the last answer was refused; empty at first. */
  readonly problem: string;
  readonly answered: boolean;
  /** Gives the password, or closes the dialog: who has not given one by then gives up. */
  readonly answer: (password?: string) => void;
}

let question: PasswordQuestion | undefined;
const listeners = new Set<() => void>();

export function askPassword(problem: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const answer = (password?: string) => {
      // The dialog stays open while the password is on its way: it may have to say that it does not match.
      if (question) show(password === undefined ? undefined : { ...question, answered: true });
      resolve(password);
    };
    show({ problem, answered: false, answer });
  });
}

export function currentQuestion(): PasswordQuestion | undefined {
  return question;
}

export function onQuestion(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function show(next: PasswordQuestion | undefined): void {
  question = next;
  for (const listener of listeners) listener();
}
