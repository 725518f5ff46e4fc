import { computed, inject, onScopeDispose, shallowRef } from "vue";
import type { ComputedRef, InjectionKey, Plugin } from "vue";
import type { Client, SallyportError, Session, User, Visitor } from "../index.js";
import { stableUser } from "../lib/stable-user.js";

/**
 * Who is signed in, for a template and for `watch`. All refs are readonly.
 *
 * @example
 * ```ts
 * import { watchEffect } from "vue";
 * import { useSession, type SessionRefs } from "@sallyport/client/vue";
 *
 * const { user }: SessionRefs = useSession();
 * watchEffect(() => (document.title = user.value?.username ?? "Please sign in"));
 * ```
 */
export interface SessionRefs {
  /** `loading` until the first answer, or `unavailable` while the client tries in vain to get one. */
  readonly status: ComputedRef<"loading" | "unavailable" | "signed-in" | "signed-out">;
  /** Why, while the status is `unavailable`: see `Client.unavailable`. */
  readonly error: ComputedRef<SallyportError | undefined>;
  /** The same object while nothing about the user changes. */
  readonly user: ComputedRef<User | undefined>;
  /** A new object after each refresh. */
  readonly session: ComputedRef<Session | undefined>;
}

const key: InjectionKey<Client> = Symbol("sallyport");

/**
 * Provides the client to an app's components.
 *
 * @example
 * ```ts
 * import { createApp } from "vue";
 * import { createClient } from "@sallyport/client";
 * import { createSallyport } from "@sallyport/client/vue";
 *
 * createApp(App).use(createSallyport(createClient())).mount("#app");
 * ```
 */
export function createSallyport(client: Client): Plugin<[]> {
  return { install: (app) => void app.provide(key, client) };
}

/**
 * Who is signed in. It is kept up to date until the component, or the effect scope it was called in, is disposed. It asks the
 * server if no answer is known yet.
 *
 * @example
 * ```ts
 * // <script setup lang="ts">
 * import { useSession } from "@sallyport/client/vue";
 *
 * const { status, user } = useSession();
 * // <template>: <p v-if="user">{{ user.username }}</p> <SignIn v-else-if="status === 'signed-out'" />
 * ```
 */
export function useSession(): SessionRefs {
  const client = useClient();
  const answer = shallowRef<Session | Visitor | undefined>(client.current);
  const failure = shallowRef<SallyportError | undefined>(client.unavailable);
  onScopeDispose(client.onUnavailable((error) => void (failure.value = error)));
  onScopeDispose(
    client.onChange((latest) => {
      answer.value = latest;
      failure.value = undefined;
    }),
  );
  void client.ready;
  const session = computed(() => (answer.value?.authenticated ? answer.value : undefined));
  return {
    session,
    error: computed(() => failure.value),
    user: computed((known) => stableUser(known, session.value?.user)),
    status: computed(() => {
      if (session.value) return "signed-in";
      // With a refresh cookie the person may still be signed in. Only the refresh can tell.
      if (answer.value && !(answer.value as Visitor).refreshable) return "signed-out";
      return failure.value ? "unavailable" : "loading";
    }),
  };
}

/**
 * The client, for signing in and out and for requests.
 *
 * @example
 * ```ts
 * // <script setup lang="ts">
 * import { useClient } from "@sallyport/client/vue";
 *
 * const client = useClient();
 * // <template>: <button @click="client.signOut()">Sign out</button>
 * ```
 */
export function useClient(): Client {
  const client = inject(key, undefined);
  if (!client) throw new Error("useSession and useClient need app.use(createSallyport(client)).");
  return client;
}
