import { randomBytes } from "node:crypto";
import { setResponseHeader } from "h3";
import { policy } from "../../../policy";

/** Gives the scripts that Nuxt writes into the page the nonce of the request, and the page its policy. */
export default defineNuxtPlugin(({ ssrContext }) => {
  // `nuxt dev` has tools in the page that no strict policy allows.
  if (import.meta.dev || !ssrContext) return;
  const nonce = randomBytes(16).toString("base64");
  setResponseHeader(ssrContext.event, "Content-Security-Policy", `${policy(nonce)}; require-trusted-types-for 'script'`);
  // By tag, and not by replacing "<script" in the text: that would let in what somebody else got into the markup.
  ssrContext.head.hooks.hook("tags:afterResolve", ({ tags }) => {
    for (const { tag, props } of tags) if (tag === "script") props["nonce"] = nonce;
  });
});
