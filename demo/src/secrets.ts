/** The beginning of a secret, which is enough to recognize it by. */
export function beginning(secret: string): string {
  return `${secret.slice(0, 8)}…`;
}

/** The two ends of a secret, so that it can be compared. It is never shown whole. */
export function masked(secret: string): string {
  return secret.length <= 24 ? beginning(secret) : `${secret.slice(0, 6)}••••${secret.slice(-4)}`;
}

/** A text with all its long secrets shortened to their beginnings. */
export function withShortSecrets(text: string): string {
  return text.replace(/[\w.-]{28,}/g, beginning);
}
