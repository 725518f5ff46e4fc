import type { Session } from "./api/answers.js";
import type { Evidence, Identity, Provider, ReturnTo } from "./api/social.js";
import { authenticatedFetch } from "./authenticated-fetch.js";
import { deleteResource } from "./end-session.js";
import type { ClientContext } from "./lib/client-context.js";
import { currentPath, navigateTo, providerPath } from "./lib/navigation.js";
import { errorFrom } from "./lib/problem.js";
import { bodyOf, unexpected } from "./lib/read-answer.js";
import { readList } from "./lib/read-list.js";
import { session } from "./session.js";
import { postSignIn } from "./sign-in.js";

export async function providers(context: ClientContext): Promise<Provider[]> {
  return readList(await authenticatedFetch(context, context.endpoint("/social")));
}

export async function nonce(context: ClientContext): Promise<string> {
  // The server would give each of two first requests a visitor cookie of its own, and only one of the two stays.
  if (!context.state.latest) await session(context);
  const response = await authenticatedFetch(context, context.endpoint("/social/nonce"));
  if (!response.ok) throw await errorFrom(response);
  const body = (await bodyOf(response)) as { nonce?: unknown } | null | undefined;
  if (typeof body?.nonce !== "string") throw unexpected(response);
  return body.nonce;
}

export function exchange(context: ClientContext, provider: string, evidence: Evidence): Promise<Session> {
  return postSignIn(context, providerPath(provider, "exchange"), evidence);
}

export async function link(context: ClientContext, provider: string, { returnTo = currentPath() }: ReturnTo = {}): Promise<never> {
  const response = await authenticatedFetch(context, context.endpoint(providerPath(provider, "link")), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ returnTo }),
  });
  if (!response.ok) throw await errorFrom(response);
  const body = (await response.json().catch(() => undefined)) as { location?: unknown } | null | undefined;
  const target = providerAddress(body?.location);
  if (!target) throw unexpected(response);
  return navigateTo(target);
}

export async function identities(context: ClientContext): Promise<Identity[]> {
  return readList(await authenticatedFetch(context, context.endpoint("/identities")));
}

export function unlink(context: ClientContext, id: string): Promise<void> {
  return deleteResource(context, `/identities/${encodeURIComponent(id)}`);
}

// Navigating to a `javascript:` address would run it in this page.
function providerAddress(address: unknown): URL | undefined {
  try {
    const url = new URL(String(address));
    const isLoopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
    return url.protocol === "https:" || (url.protocol === "http:" && isLoopback) ? url : undefined;
  } catch {
    return undefined;
  }
}
