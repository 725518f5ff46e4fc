import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = `${import.meta.dirname}/`;
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
);

test.each(sources)("%s gives injected text no way to become script", (name) => {
  const source = readFileSync(folder + name, "utf8");
  expect(source).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser/);
  expect(source).not.toMatch(/\bstyle:|"style"|setAttribute\("on/);
});

test("the page needs no inline script and no inline style, as its CSP requires", () => {
  const html = readFileSync(`${folder}../index.html`, "utf8");
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
  expect(html.match(/<script[^>]*>[^<]*/g)).toEqual(['<script type="module" src="/src/main.ts">']);
});
