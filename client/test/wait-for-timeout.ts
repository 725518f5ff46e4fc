import { vi } from "vitest";

// A machine under load is slower, so a condition may take several seconds to become true.
const { waitFor } = vi;
vi.waitFor = (check, options) => waitFor(check, { timeout: 10_000, ...(typeof options === "object" && options) });
