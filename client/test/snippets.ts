import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const home = resolve(import.meta.dirname, "..");

export interface Snippet {
  readonly where: string;
  readonly language: string;
  readonly text: string;
}

/** The TypeScript that a file shows: of prose, and of the comments of a source. */
export function snippets(file: string): Snippet[] {
  const lines = readFileSync(resolve(home, file), "utf8").split("\n");
  const found: { where: string; language: string; text: string }[] = [];
  let open: (typeof found)[number] | undefined;
  for (const [index, raw] of lines.entries()) {
    const line = file.endsWith(".md") ? raw : raw.replace(/^\s*\* ?/, "");
    const fence = /^```(\w*)$/.exec(line);
    if (!fence) {
      if (open) open.text += `${line}\n`;
    } else if (open) {
      if (/^tsx?$/.test(open.language)) found.push(open);
      open = undefined;
    } else {
      open = { where: `${file}:${index + 1}`, language: fence[1]!, text: "" };
    }
  }
  return found;
}

export function sources(): string[] {
  return readdirSync(`${home}/src`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => `src/${name}`);
}

/** What the compiler, strict, has against them, each line beginning with where the snippet stands. */
export function objections(all: readonly Snippet[]): string[] {
  mkdirSync(`${home}/target`, { recursive: true });
  // Within the package, so that its own name and its frameworks are found as a reader's would be.
  const folder = mkdtempSync(`${home}/target/snippets-`);
  try {
    writeFileSync(`${folder}/ambient.d.ts`, readFileSync(`${home}/test/ambient-types.txt`));
    all.forEach(({ language, text }, index) => {
      for (const [name, stub] of besides(text)) writeFileSync(`${folder}/${name}.d.ts`, stub);
      writeFileSync(`${folder}/${index}.${language}`, `${text}export {};\n`);
    });
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ extends: "../../tsconfig.snippets.json", include: ["."] }));
    return compile(folder).map((line) => line.replace(/^.*?(\d+)\.tsx?/, (_, index) => all[Number(index)]!.where));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Files of the reader's own that it imports, of which nothing is known. */
function besides(text: string): [name: string, stub: string][] {
  const own = text.matchAll(/^import (?:\{ (\w+) \}|(\w+)) from "\.\/([\w.-]+)"/gm);
  return [...own].map(([, named, whole, file]) => [
    file!,
    named ? `export declare const ${named}: any;` : `declare const ${whole}: any;\nexport default ${whole};`,
  ]);
}

function compile(folder: string): string[] {
  try {
    execFileSync(process.execPath, [resolve(home, "../node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"]);
    return [];
  } catch (failure) {
    return String((failure as { stdout: Buffer }).stdout).split("\n").filter((line) => line.includes("error"));
  }
}
