import { defineConfig } from "vitest/config";

export default defineConfig({ test: { setupFiles: ["./test/patient.ts"], testTimeout: 20_000 } });
