import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** For each file, the files of the same folder that it imports, whether values or types. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

export function importGraph(folder: string): ImportGraph {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return new Map(
    files.map((file) => [
      file,
      importsIn(readFileSync(join(folder, file), "utf8"))
        .map((specifier) => posix.join(posix.dirname(file), specifier.replace(/\.js$/, ".ts")))
        .filter((imported) => existsSync(join(folder, imported)) && imported.endsWith(".ts") && !imported.startsWith("..")),
    ]),
  );
}

/** The relative imports of a source: static, dynamic and of types. Examples in its comments are left out. */
export function importsIn(source: string): string[] {
  const code = source.replace(/\/\*[^]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, specifier]) => specifier!);
}

/** Every import cycle, as "a.ts > b.ts > a.ts": for each file in one, the shortest way back to it. */
export function cycles(graph: ImportGraph): string[] {
  const found = [...graph.keys()].map((file) => wayBack(graph, file)).filter((way) => way !== undefined);
  // Each file of a cycle finds the same one. It is told once, from its first file in the alphabet.
  return found.filter((way) => way.every((file) => way[0]! <= file)).map((way) => way.join(" > "));
}

function wayBack(graph: ImportGraph, start: string): string[] | undefined {
  const seen = new Set<string>();
  let ways = [[start]];
  while (ways.length > 0) {
    const longer = ways.flatMap((way) => (graph.get(way.at(-1)!) ?? []).map((next) => [...way, next]));
    const closed = longer.find((way) => way.at(-1) === start);
    if (closed) return closed;
    ways = longer.filter((way) => !seen.has(way.at(-1)!) && seen.add(way.at(-1)!));
  }
  return undefined;
}
