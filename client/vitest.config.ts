import { defineConfig } from "vitest/config";

export default defineConfig({ test: { setupFiles: ["./test/wait-for-timeout.ts"], testTimeout: 20_000 } });
