import { defineConfig, mergeConfig } from "vitest/config";
import viteConfig from "./vite.config.js";

export default mergeConfig(
  viteConfig,
  defineConfig({
    ssr: { resolve: { conditions: ["@sallyport/source"] } },
    test: {
      environment: "jsdom",
      environmentOptions: { jsdom: { url: "https://app.example.test/" } },
    },
  }),
);
