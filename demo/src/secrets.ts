/** Enough to recognise a secret by. The rest is nobody's decoration. */
export function beginning(secret: string): string {
  return `${secret.slice(0, 8)}…`;
}

/** Loot is shown from both ends, so that it can be compared, and never whole. */
export function masked(secret: string): string {
  return secret.length <= 24 ? beginning(secret) : `${secret.slice(0, 6)}••••${secret.slice(-4)}`;
}

/** A text with all its long secrets cut short. */
export function cutShort(text: string): string {
  return text.replace(/[\w.-]{28,}/g, beginning);
}
