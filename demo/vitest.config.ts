import { defineConfig, mergeConfig } from "vitest/config";
import viteConfig from "./vite.config.js";

export default mergeConfig(
  viteConfig,
  defineConfig({
    ssr: { resolve: { conditions: ["@sallyport/source"] } },
    test: {
      environment: "jsdom",
      setupFiles: ["../client/test/wait-for-timeout.ts", "./test/jsdom.ts"],
      testTimeout: 20_000,
      environmentOptions: { jsdom: { url: "https://app.example.test/" } },
    },
  }),
);
