import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";

/** The gzipped sizes of the minified files of an app with these lines: those it starts with, and those it loads later. */
async function bytes(lines: string): Promise<{ start: number; later: Record<string, number> }> {
  const app = `${import.meta.dirname}/app.js`;
  const bundle = await rolldown({
    input: app,
    platform: "browser",
    plugins: [{ name: "app", resolveId: (id) => (id === app ? id : null), load: (id) => (id === app ? lines : null) }],
  });
  const { output } = await bundle.generate({ format: "es", minify: true, chunkFileNames: "[name]" });
  const sizes = output.flatMap((file) => (file.type === "chunk" ? [{ file, size: gzipSync(file.code, { level: 9 }).byteLength }] : []));
  const first = sizes.filter(({ file }) => file.isEntry || sizes[0]?.file.imports.includes(file.fileName));
  return {
    start: first.reduce((sum, { size }) => sum + size, 0),
    later: Object.fromEntries(sizes.filter((one) => !first.includes(one)).map(({ file, size }) => [file.name, size])),
  };
}

const core = 'import { createClient, SallyportError } from "./index.ts";';

test("an app with the whole client starts with less than 4.2 KB of it", async () => {
  const { start, later } = await bytes(`${core} globalThis.app = [createClient, SallyportError];`);
  console.info(`@sallyport/client: ${start} bytes gzipped; fetched when needed:`, later);
  expect(start).toBeLessThan(4300);
  expect(Object.keys(later).sort()).toEqual(["on-demand", "while-signed-in"]);
});

test.each([
  ["memory", "memoryTransport"],
  ["header", "headerTransport"],
])("the transport %s adds less than 1.4 KB", async (entry, name) => {
  const app = (more: string) => bytes(`${core} ${more}`);
  const { start } = await app("globalThis.app = [createClient, SallyportError];");
  const withIt = await app(`import { ${name} } from "./${entry}.ts"; globalThis.app = [createClient, SallyportError, ${name}];`);
  console.info(`@sallyport/client/${entry}: ${withIt.start - start} bytes gzipped`);
  expect(withIt.start - start).toBeLessThan(1408);
});
