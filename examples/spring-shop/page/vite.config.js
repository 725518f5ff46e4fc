import { defineConfig } from "vite";

const shop = "http://127.0.0.1:8080";

export default defineConfig({
  build: { target: "es2022", modulePreload: false },
  // For "npm run dev": the browser knows one origin, and Vite keeps the Host that the server compares it with.
  server: { proxy: { "/auth": shop, "/api": shop } },
});
