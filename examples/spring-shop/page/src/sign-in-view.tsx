import { useState, type FormEvent } from "react";
import { useClient } from "@sallyport/client/react";
import { explain } from "./problem";
import { useView } from "./use-view";

export function SignInView() {
  const client = useClient();
  const view = useView();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState("");

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    setSending(true);
    setProblem("");
    try {
      await client.signIn({ username: String(typed.get("username")), password: String(typed.get("password")) });
      // Whoever was asked to sign in on the way stays where they were going.
      if (view === "sign-in") location.hash = "#/products";
    } catch (error) {
      setProblem(explain(error));
      setSending(false);
      form.querySelector<HTMLInputElement>("[type=password]")?.select();
    }
  }

  return (
    <form className="card" onSubmit={(event) => void signIn(event)}>
      <label>
        Name
        <input name="username" autoComplete="username" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button className="main" disabled={sending}>
        Sign in
      </button>
      <p role="alert">{problem}</p>
    </form>
  );
}
