// Reads tools from files given as text, as a policy in the same folder would name them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { render } from "../../../compiler/diagnostics/render.js";
import { Report } from "../../../compiler/diagnostics/report.js";
import type { Dialect } from "../../../compiler/policy/policy.js";
import { SourceFile } from "../../../compiler/source/source-file.js";
import { readTools } from "../../../compiler/tools/read-tools.js";
import type { ToolSignature } from "../../../compiler/tools/tool-signature.js";

/** Within the repository, so that modules find zod. */
const workFolder = fileURLToPath(new URL("../../.work/tools/", import.meta.url));

/** A project of its own: strict, without any types but the language's. */
const tsconfig = JSON.stringify({
  compilerOptions: { strict: true, module: "nodenext", target: "es2023", types: [] },
});

/** Writes files into a folder of their own, which goes when the test has finished. */
export function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  mkdirSync(workFolder, { recursive: true });
  const folder = mkdtempSync(join(workFolder, "p-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, content] of Object.entries({ "tsconfig.json": tsconfig, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface Read {
  readonly tools: readonly ToolSignature[] | undefined;
  /** The diagnostics as a person sees them. */
  readonly text: string;
}

export async function readIn(
  folder: string,
  paths: readonly string[],
  options: {
    readonly cache?: boolean;
    readonly version?: string;
    readonly evaluate?: boolean;
    readonly dialect?: Dialect;
  } = {},
): Promise<Read> {
  const report = new Report();
  const policy = new SourceFile(
    "safeclaw.yaml",
    `tools: [${paths.map((path) => `./${path}`).join(", ")}]\n`,
  );
  const sources = paths.map((path) => {
    const start = policy.text.indexOf(`./${path}`);
    const mention = { file: policy, range: { start, end: start + path.length + 2 } };
    const { evaluate = false, dialect = "strict" } = options;
    return { path: join(folder, path), display: path, mention, evaluate, dialect };
  });
  const tasks: (() => Promise<void>)[] = [];
  const tools = await readTools(sources, report, {
    projectRoot: folder,
    out: join(folder, "generated"),
    version: options.version ?? "1",
    cache: options.cache ?? false,
    later: (task) => tasks.push(task),
  });
  for (const task of tasks) await task();
  return { tools, text: `${report.diagnostics.map((found) => render(found)).join("\n\n")}\n` };
}

/** Reads the given files, all of them named by the policy. */
export async function readFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Read> {
  return await readIn(project(files), Object.keys(files));
}
