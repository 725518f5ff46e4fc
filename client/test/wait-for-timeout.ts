import { vi } from "vitest";

// A loaded machine is slower, not wrong: what comes true within seconds has come true.
const { waitFor } = vi;
vi.waitFor = (check, options) => waitFor(check, { timeout: 10_000, ...(typeof options === "object" && options) });
