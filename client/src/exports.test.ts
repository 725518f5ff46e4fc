import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const { exports } = JSON.parse(readFileSync(`${import.meta.dirname}/../package.json`, "utf8")) as {
  exports: Record<string, { "@sallyport/source"?: string }>;
};
const entries = Object.values(exports).flatMap((entry) => entry["@sallyport/source"] ?? []);
const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => readFileSync(`${import.meta.dirname}/${name}`, "utf8"));

/** The names that an entry exports: in an export list, or where they are declared. */
function exported(entry: string): string[] {
  const source = readFileSync(`${import.meta.dirname}/../${entry}`, "utf8");
  const listed = [...source.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names]) => names!.split(","));
  const declared = [...source.matchAll(/^export (?:async )?(?:interface|type|function|const|class) (\w+)/gm)].map(([, name]) => name!);
  return [...listed, ...declared].map((name) => name.trim().replace(/^type /, "")).filter(Boolean);
}

test.each(entries.flatMap((entry) => exported(entry).map((name) => [entry, name] as const)))(
  "%s: %s has a comment with an example",
  (_, name) => {
    const declaration = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*export (?:async )?(?:interface|type|function|const|class) ${name}\\b`);
    expect(sources.map((source) => declaration.exec(source)?.[1]).find(Boolean)).toMatch(/@example\s+\* ```(ts|tsx)\n/);
  },
);
