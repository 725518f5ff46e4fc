import { setResponseHeader } from "h3";
import { createClient, type Session, type Visitor } from "@sallyport/client";
import { createServerClient, readSession } from "@sallyport/client/server";
import { createSallyport } from "@sallyport/client/vue";

/** Once for each request on the server, and once in the browser, which takes over what the server has read. */
export default defineNuxtPlugin(async ({ vueApp }) => {
  const initial = useState<Session | Visitor | undefined>("session");
  if (import.meta.server) {
    const question = { url: useRuntimeConfig().sallyportUrl, cookie: useRequestHeader("cookie") ?? null };
    // The page says who is signed in, so no cache may keep it.
    setResponseHeader(useRequestEvent()!, "Cache-Control", "no-store");
    // Out of reach just now: the page settles it in the browser.
    initial.value = await readSession(question).then(({ session }) => session, () => undefined);
    vueApp.use(createSallyport(createServerClient(initial.value)));
  } else {
    vueApp.use(createSallyport(createClient(initial.value ? { initial: initial.value } : {})));
  }
});
