import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const home = resolve(import.meta.dirname, "..");

export interface Snippet {
  readonly where: string;
  readonly language: string;
  readonly text: string;
}

/** The TypeScript examples of a file: in a Markdown document, or in the comments of a source. */
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

/** The errors of the compiler in strict mode. Each line begins with the file and line of the snippet. */
export function objections(all: readonly Snippet[]): string[] {
  mkdirSync(`${home}/target`, { recursive: true });
  // Inside the package, so that its own name and its frameworks are resolved as in a reader's app.
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

/** Declarations for the reader's own files that a snippet imports. */
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
