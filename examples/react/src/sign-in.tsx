import { useState, type FormEvent } from "react";
import { SallyportError } from "@sallyport/client";
import { useClient } from "@sallyport/client/react";

export function SignIn() {
  const client = useClient();
  const [problem, setProblem] = useState("");

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    try {
      await client.signIn({ username: String(typed.get("username")), password: String(typed.get("password")) });
    } catch (error) {
      if (!(error instanceof SallyportError)) throw error;
      setProblem(error.code === "credentials_rejected" ? "That does not match." : error.message);
    }
  }

  return (
    <form onSubmit={(event) => void signIn(event)}>
      <label>
        Username <input name="username" autoComplete="username" required data-testid="username" />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required data-testid="password" />
      </label>
      <button data-testid="sign-in">Sign in</button>
      <p role="alert">{problem}</p>
    </form>
  );
}
