/** NUXT_SALLYPORT_URL says where the Sallyport server is, as this process reaches it. */
export default defineNuxtConfig({
  compatibilityDate: "2025-07-01",
  telemetry: false,
  css: ["~~/../style.css"],
  app: { head: { title: "Sallyport with Nuxt", htmlAttrs: { lang: "en" } } },
  runtimeConfig: { sallyportUrl: "http://127.0.0.1:8080" },
});
