import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = `${import.meta.dirname}/styles`;
const palette = /@import "([^"]+\/palette\.css)";/.exec(readFileSync(`${folder}/all.css`, "utf8"))![1]!;
const defined = names(readFileSync(`${folder}/${palette}`, "utf8"), /(--[\w-]+):/g);
// The page of the other site has colours of its own, so that it does not look like ours.
const sheets = readdirSync(folder).filter((name) => name !== "all.css" && name !== "other-site.css");

test.each(sheets)("%s takes its colours from the palette", (name) => {
  const css = readFileSync(`${folder}/${name}`, "utf8");
  expect(css).not.toMatch(/#[0-9a-f]{3,8}\b(?=[^{}]*;)|rgb\(|hsl\(/i);
  expect([...defined, ...names(css, /(--[\w-]+):/g)]).toEqual(expect.arrayContaining(names(css, /var\((--[\w-]+)\)/g)));
});

function names(css: string, pattern: RegExp): string[] {
  return [...css.matchAll(pattern)].map(([, name]) => name!);
}
