import type { App } from "./app.js";
import type { Generation } from "./family.js";
import { tokensInStorage } from "./places.js";
import { rotation as words } from "./texts/rotation.js";

/** The server's default for `sallyport.refresh-token.grace`. */
export const graceSeconds = 30;

export type Standing = "current" | "grace" | "dead";

/** Only the one before the youngest has a grace. */
export function standings(generations: readonly Generation[], now = performance.now()): readonly Standing[] {
  return generations.map(({ spentAt }, index) => {
    if (spentAt === undefined) return "current";
    return index === generations.length - 2 && now - spentAt <= graceSeconds * 1000 ? "grace" : "dead";
  });
}

/** Uses a refresh token a second time, as a thief who copied it would, and says what came of it. */
export async function replay(app: App, old: Generation): Promise<string> {
  const answer = await app.recorder
    .aside("/auth/refresh", {
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
  // The page holds the family's youngest, and learns like anybody else that it is worth nothing now.
  app.expectEnd(code);
  await app.client.session().catch(() => undefined);
  return words.reused;
}
