// The built page is committed, so that nobody needs Node to run the server. This checks that it matches the sources.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));
const fresh = mkdtempSync(join(tmpdir(), "sallyport-demo-"));
try {
  await build({ root, logLevel: "warn", build: { outDir: fresh, emptyOutDir: true } });
  if (print(fresh) !== print(join(root, "dist"))) {
    console.error("demo/dist is stale: run `make demo`");
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true });
}

/** @param {string} folder */
function print(folder) {
  const files = filesIn(folder).sort();
  return JSON.stringify(files.map((file) => [relative(folder, file), readFileSync(file, "base64")]));
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
