import { useEffect, useLayoutEffect, useRef, useSyncExternalStore, type FormEvent } from "react";
import { useSession } from "@sallyport/client/react";
import { currentQuestion, onQuestion, type PasswordQuestion } from "./password-question";

/** Asks whether it is still the same person. */
export function PasswordDialog() {
  const question = useSyncExternalStore(onQuestion, currentQuestion);
  const session = useSession();
  return question && session.status === "signed-in" ? <Dialog question={question} username={session.user.username} /> : null;
}

function Dialog({ question, username }: { readonly question: PasswordQuestion; readonly username: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);

  // Closed before React takes it away: only a dialog that is closed gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  useEffect(() => {
    if (question.problem) field.current?.select();
  }, [question]);

  function submit(event: FormEvent) {
    event.preventDefault();
    question.answer(field.current?.value ?? "");
  }

  function giveUp(event: { preventDefault(): void }) {
    event.preventDefault();
    question.answer();
  }

  return (
    <dialog ref={dialog} aria-labelledby="still-you" onCancel={giveUp}>
      <form onSubmit={submit}>
        <h2 id="still-you">Is it still you, {username}?</h2>
        <p>You signed in a while ago. Please type your password once more.</p>
        <input hidden readOnly name="username" autoComplete="username" value={username} />
        <label>
          Password
          <input ref={field} name="password" type="password" autoComplete="current-password" required autoFocus />
        </label>
        <p role="alert">{question.problem}</p>
        <div className="choices">
          <button type="button" onClick={giveUp}>
            Cancel
          </button>
          <button className="main" disabled={question.answered}>
            Go on
          </button>
        </div>
      </form>
    </dialog>
  );
}
