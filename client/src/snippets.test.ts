import { expect, test } from "vitest";
import { objections, snippets, sources } from "../test/snippets.js";

const shown = ["../README.md", "README.md", "../docs/clients.md", ...sources()].flatMap(snippets);

test("every example in the documentation and in the comments compiles in strict mode", () => {
  expect(shown.length).toBeGreaterThan(70);
  expect(objections(shown)).toEqual([]);
}, 120_000);

test("an example that does not compile is reported with its file and line", () => {
  const wrong = { where: "README.md:1", language: "ts", text: 'await client.signIn({ user: "ada" });\n' };
  expect(objections([wrong])).toEqual([expect.stringMatching(/^README\.md:1.*error TS2353/)]);
}, 120_000);
