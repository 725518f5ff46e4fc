// Stands for an API client that was generated, or that somebody else wrote: it knows nothing of sign-in.

export async function loadDisplayName(): Promise<string> {
  const response = await fetch("/api/profile");
  if (!response.ok) throw new Error(`The profile could not be loaded (${response.status}).`);
  return ((await response.json()) as { displayName: string }).displayName;
}

export async function saveDisplayName(displayName: string): Promise<void> {
  const response = await fetch("/api/profile", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ displayName, bio: "" }),
  });
  if (!response.ok) throw new Error(`The profile could not be saved (${response.status}).`);
}
