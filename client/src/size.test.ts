import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, test } from "vitest";

test("the whole client, minified, is under 4 KB on the wire", async () => {
  const output = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      modulePreload: false,
      // Not Vite's library mode, which keeps the white space.
      rolldownOptions: { input: new URL("./index.ts", import.meta.url).pathname, preserveEntrySignatures: "strict" },
    },
  });
  if (!("output" in output)) throw new Error("Vite did not build one bundle.");
  const [chunk] = output.output;
  const size = gzipSync(chunk.code, { level: 9 }).byteLength;
  console.info(`@sallyport/client: ${size} bytes gzipped`);
  expect(chunk.imports).toEqual([]);
  expect(size).toBeLessThan(4096);
});
