import { useEffect, useRef, useSyncExternalStore, type FormEvent } from "react";
import { useSession } from "@sallyport/client/react";
import { currentQuestion, onQuestion } from "./password-question";

/** Asks whether it is still the same person. The keyboard stays in it until it is answered. */
export function PasswordDialog() {
  const question = useSyncExternalStore(onQuestion, currentQuestion);
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (question && !dialog.current?.open) dialog.current?.showModal();
    if (question?.problem) field.current?.select();
  }, [question]);

  if (!question || session.status !== "signed-in") return null;

  function submit(event: FormEvent) {
    event.preventDefault();
    question?.answer(field.current?.value ?? "");
  }

  return (
    <dialog ref={dialog} aria-labelledby="still-you" onCancel={() => question.answer()}>
      <form onSubmit={submit}>
        <h2 id="still-you">Is it still you, {session.user.username}?</h2>
        <p>You signed in a while ago. Please type your password once more.</p>
        <input hidden readOnly name="username" autoComplete="username" value={session.user.username} />
        <label>
          Password
          <input ref={field} name="password" type="password" autoComplete="current-password" required autoFocus />
        </label>
        <p role="alert">{question.problem}</p>
        <div className="choices">
          <button type="button" onClick={() => question.answer()}>
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
