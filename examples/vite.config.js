import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { proxy } from "./gate.js";

/** For the examples that are static files: wherever they are served, what they need lies beside them. */
export default defineConfig({
  base: "./",
  plugins: [vue()],
  build: { target: "es2022", modulePreload: false },
  server: { proxy },
  preview: { proxy },
});
