import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";

const client = `${import.meta.dirname}/..`;
const tsc = (...options: string[]) =>
  execFileSync(process.execPath, [`${client}/../node_modules/typescript/bin/tsc`, ...options], { cwd: client, encoding: "utf8" });

test("a server project without DOM types compiles with the server entry and has its types checked", () => {
  mkdirSync(`${client}/node_modules`, { recursive: true });
  const project = mkdtempSync(`${client}/node_modules/server-`);
  try {
    tsc("-p", "tsconfig.build.json", "--emitDeclarationOnly", "--declarationMap", "false", "--outDir", `${project}/types`);
    writeFileSync(`${project}/package.json`, '{"type":"module"}');
    const page = [
      'import { createServerClient, readSession } from "./types/adapters/server.js";',
      'const { session } = await readSession({ url: "http://localhost:8080", headers: new Headers() });',
      "export const response: Promise<Response> = createServerClient(session).fetch(new Request('http://localhost/'));",
      "// @ts-expect-error what a request is made of is known, and not just anything",
      "void createServerClient().fetch(7);",
    ];
    writeFileSync(`${project}/page.ts`, page.join("\n"));
    const strict = ["--strict", "--exactOptionalPropertyTypes", "--isolatedModules", "--noEmit", "--target", "es2022"];
    for (const [module, resolution] of [["nodenext", "nodenext"], ["node16", "node16"], ["esnext", "bundler"]] as const) {
      const how = ["--module", module, "--moduleResolution", resolution, "--lib", "es2022", "--types", "node"];
      expect(() => tsc(...strict, ...how, "--ignoreConfig", `${project}/page.ts`)).not.toThrow();
    }
  } finally {
    rmSync(project, { recursive: true });
  }
  // The compiler runs four times, which takes long on a machine under load.
}, 120_000);

test("the licence is in the package", () => {
  expect(readFileSync(`${client}/LICENSE`, "utf8")).toBe(readFileSync(`${client}/../LICENSE`, "utf8"));
});
