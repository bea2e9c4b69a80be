// Looks for the application's tool definitions in the places where people keep them.

import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { Report } from "../../diagnostics/report.js";
import { displayPath, type Project, pathInProject } from "../../source/project.js";
import { SourceFile } from "../../source/source-file.js";
import { readTools } from "../../tools/read-tools.js";
import type { ToolSignature } from "../../tools/tool-signature.js";
import { version } from "../../version.js";
import { UsageError } from "../usage-error.js";

export interface FoundTools {
  /** The path as the policy is to name it; null where there are none. */
  readonly written: string | null;
  readonly signatures: readonly ToolSignature[];
  /** Files that were looked at and cannot be used, and why. */
  readonly refused: readonly { readonly file: string; readonly why: string }[];
}

const folders = ["", "src", "lib", "app"];
const names = ["tools.ts", "tools.mts", "tools/index.ts", "tools.js", "tools.mjs", "tools.json"];

/** The first place that the compiler can read tools from. What is there and cannot be read is said, and passed over. */
export async function findTools(project: Project): Promise<FoundTools> {
  const refused: { file: string; why: string }[] = [];
  const places = folders.flatMap((folder) => names.map((name) => join(project.cwd, folder, name)));
  for (const path of places.filter(isFile)) {
    const read = await readFrom(path, project, displayPath(path, project.cwd));
    if ("signatures" in read) return { ...read, refused };
    const [first] = read.diagnostics;
    refused.push({ file: displayPath(path, project.cwd), why: first ? reasonOf(first) : "" });
  }
  return { written: null, signatures: [], refused };
}

/** The tools of the file that the command line names, or what is wrong with it. */
export async function readNamedTools(
  named: string,
  project: Project,
): Promise<FoundTools | { readonly diagnostics: readonly Diagnostic[] }> {
  const path = resolve(project.cwd, named);
  if (!existsSync(path)) throw new UsageError(`there is no file of tools at \`${named}\``);
  const read = await readFrom(path, project, named);
  return "signatures" in read ? { ...read, refused: [] } : read;
}

async function readFrom(
  path: string,
  project: Project,
  named: string,
): Promise<
  | { readonly written: string; readonly signatures: readonly ToolSignature[] }
  | { readonly diagnostics: readonly Diagnostic[] }
> {
  const report = new Report();
  const folder = dirname(project.policy);
  const way = relative(folder, path).split(sep).join("/");
  const written = way.startsWith(".") ? way : `./${way}`;
  const option = "--tools ";
  const file = new SourceFile("command line", option + named);
  const range = { start: option.length, end: option.length + named.length };
  if (pathInProject(written, project) === undefined) {
    const root = displayPath(project.root, project.cwd);
    const message = `\`${named}\` lies outside the repository`;
    const help = `name a path inside \`${root}\``;
    report.add({ code: "SC1004", message, file, range, help });
    return report;
  }
  const display = displayPath(path, project.cwd);
  const mention = { file, range };
  const source = { path, display, mention, evaluate: false, dialect: "strict" } as const;
  const out = join(folder, "generated");
  const options = { projectRoot: project.root, out, version, cache: false, later: () => {} };
  const signatures = await readTools([source], report, options);
  return signatures === undefined || signatures.length === 0 ? report : { written, signatures };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function reasonOf({ message, file, range }: Diagnostic): string {
  const { line, column } = file.position(range.start);
  return file.path === "command line" ? message : `${message} (${file.path}:${line}:${column})`;
}
