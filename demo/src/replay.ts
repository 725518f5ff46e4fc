import type { App } from "./app.js";
import type { Generation } from "./refresh-token-family.js";
import { rotation as words } from "./texts/rotation.js";
import { tokensInStorage } from "./transports.js";

/** The server's default for `sallyport.refresh-token.grace`. */
export const graceSeconds = 30;

export type GenerationState = "current" | "grace" | "rotated";

/** Only the generation before the current one has a grace period. */
export function generationStates(generations: readonly Generation[], now = performance.now()): readonly GenerationState[] {
  return generations.map(({ rotatedAt }, index) => {
    if (rotatedAt === undefined) return "current";
    return index === generations.length - 2 && now - rotatedAt <= graceSeconds * 1000 ? "grace" : "rotated";
  });
}

/** Uses a refresh token a second time, as a thief who copied it would, and returns a sentence about the answer. */
export async function replay(app: App, old: Generation): Promise<string> {
  const answer = await app.recorder
    .directFetch("/auth/refresh", {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ refreshToken: app.family.tokenOf(old) }),
    })
    .catch(() => undefined);
  if (!answer) return words.unreachable;
  const { refreshToken, code } = (await answer.json()) as { refreshToken?: string; code?: string };
  if (answer.ok) return refreshToken === tokensInStorage().refreshToken ? words.again : words.another;
  if (code !== "refresh_reused") return words.refused(code ?? String(answer.status));
  // The server has ended the session. The client learns it from its next request and then knows only that it was revoked.
  app.expectSignOut(code);
  await app.client.session().catch(() => undefined);
  return words.reused;
}
