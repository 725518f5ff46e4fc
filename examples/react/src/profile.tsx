import { useEffect, useState, type FormEvent } from "react";
import type { User } from "@sallyport/client";
import { useClient } from "@sallyport/client/react";

export function Profile({ user }: { readonly user: User }) {
  const client = useClient();
  const [displayName, setDisplayName] = useState("");
  const [saved, setSaved] = useState("");

  useEffect(() => {
    const leaving = new AbortController();
    const load = async () => {
      const response = await client.fetch("/api/profile", { signal: leaving.signal });
      if (response.ok) setDisplayName(((await response.json()) as { displayName: string }).displayName);
    };
    load().catch(() => undefined);
    return () => leaving.abort();
  }, [client, user]);

  async function save(event: FormEvent) {
    event.preventDefault();
    const response = await client.fetch("/api/profile", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ displayName, bio: "" }),
    });
    setSaved(response.ok ? "Saved" : `Not saved (${response.status})`);
  }

  return (
    <main>
      <p>
        Signed in as <b data-testid="signed-in">{user.username}</b>
      </p>
      <form onSubmit={(event) => void save(event)}>
        <label>
          Display name
          <input value={displayName} onChange={(event) => setDisplayName(event.target.value)} data-testid="display-name" />
        </label>
        <button data-testid="save">Save</button>
        <output data-testid="saved">{saved}</output>
      </form>
      <p>
        <button onClick={() => void client.signOut()} data-testid="sign-out">
          Sign out
        </button>
      </p>
    </main>
  );
}
