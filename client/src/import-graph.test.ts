import { expect, test } from "vitest";
import { cycles, importGraph, importsIn } from "../test/import-graph.js";

const graph = importGraph(import.meta.dirname);

test("the sources contain no import cycle, of types either", () => {
  expect(graph.size).toBeGreaterThan(60);
  expect(cycles(graph)).toEqual([]);
});

test.each([
  ["api", /^api\//],
  ["lib", /^(api|lib)\//],
])("the folder %s imports nothing from the folders above it", (folder, allowed) => {
  const upwards = [...graph].flatMap(([file, imported]) =>
    file.startsWith(`${folder}/`) ? imported.filter((name) => !allowed.test(name)).map((name) => `${file} > ${name}`) : [],
  );
  expect(upwards).toEqual([]);
});

test("an import cycle is reported once, by the names of its files", () => {
  const looped = new Map([
    ["a.ts", ["b.ts"]],
    ["b.ts", ["c.ts", "a.ts"]],
    ["c.ts", ["d.ts"]],
    ["d.ts", ["e.ts"]],
    ["e.ts", ["c.ts"]],
  ]);
  expect(cycles(looped)).toEqual(["a.ts > b.ts > a.ts", "c.ts > d.ts > e.ts > c.ts"]);
});

test.each([
  ['import { a } from "./a.js";', ["./a.js"]],
  ['import type { A } from "../a.js";', ["../a.js"]],
  ['export type { A } from "./a.js";', ["./a.js"]],
  ['import "./a.js";', ["./a.js"]],
  ['const later = () => import("./a.js");', ["./a.js"]],
  ['type A = typeof import("./a.js");', ["./a.js"]],
  ['import { expect } from "vitest";', []],
  ['/**\n * import { a } from "./a.js";\n */', []],
  ['  // import { a } from "./a.js";', []],
])("the imports of %j are %j", (source, imports) => {
  expect(importsIn(source)).toEqual(imports);
});
