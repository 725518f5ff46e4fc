import { expect, test } from "vitest";
import { cycles, importGraph } from "../../client/test/import-graph.js";

test("the sources contain no import cycle, of types either", () => {
  const graph = importGraph(import.meta.dirname);
  expect(graph.size).toBeGreaterThan(50);
  expect(cycles(graph)).toEqual([]);
});
