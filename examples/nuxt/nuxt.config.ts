/** NUXT_SALLYPORT_URL says where the Sallyport server is, as this process reaches it. */
export default defineNuxtConfig({
  compatibilityDate: "2025-07-01",
  telemetry: false,
  css: ["~~/../style.css"],
  app: { head: { title: "Sallyport with Nuxt", htmlAttrs: { lang: "en" }, link: [{ rel: "icon", href: "data:," }] } },
  hooks: {
    // Firefox judges what is fetched ahead by `default-src`, which lets nothing in.
    "build:manifest": (manifest) => {
      for (const file of Object.values(manifest)) file.prefetch = false;
    },
  },
  runtimeConfig: { sallyportUrl: "http://127.0.0.1:8080" },
});
