// Reads the application's tool definitions, from all the files that the policy names.

import { extname } from "node:path";
import { Report } from "../diagnostics/report.js";
import type { Dialect } from "../policy/policy.js";
import { readNamedFile } from "../source/read-named-file.js";
import { type Range, SourceFile } from "../source/source-file.js";
import { checkDepth } from "./check-depth.js";
import { checkNames } from "./check-names.js";
import { checkPatterns } from "./check-patterns.js";
import { mergeTwins } from "./merge-twins.js";
import { readJsonDefinitions } from "./read-json-definitions.js";
import type { ToolSignature } from "./tool-signature.js";
import { isModule } from "./typescript/module-extensions.js";
import { readTypescriptModule } from "./typescript/read-typescript-module.js";

/** A file of tool definitions that a policy names. */
export interface ToolsSource {
  /** Absolute path. */
  readonly path: string;
  /** How messages name the file. */
  readonly display: string;
  /** Where the policy names it. */
  readonly mention: { readonly file: SourceFile; readonly range: Range };
  /** Whether the module is run to find out which tools it has. */
  readonly evaluate: boolean;
  readonly dialect: Dialect;
}

/** How modules are read, and what is remembered of them. */
export interface ReadModulesOptions {
  /** Absolute path of the folder that holds `.safeclaw/`. */
  readonly projectRoot: string;
  /** Absolute path of the output folder: what is generated says nothing about the tools. */
  readonly out: string;
  /** The compiler's version: another one does not trust this one's cache. */
  readonly version: string;
  /** Whether to keep what was read from TypeScript for the next time. */
  readonly cache: boolean;
  /** Takes what is to be done once all has gone well: after an error nothing is written, the cache included. */
  readonly later: (task: () => Promise<void>) => void;
}

/** Reads all sources; undefined where anything in them is refused, with all of it reported. */
export async function readTools(
  sources: readonly ToolsSource[],
  report: Report,
  options: ReadModulesOptions,
): Promise<readonly ToolSignature[] | undefined> {
  // INVARIANT: a reader leaves out what it refuses; one error in here, and no signature leaves.
  const own = new Report();
  const tools: ToolSignature[] = [];
  for (const source of sources) tools.push(...(await readSource(source, own, options)));
  checkNames(tools, own);
  const merged = mergeTwins(tools, own);
  checkDepth(merged, own);
  checkPatterns(merged, own);
  for (const diagnostic of own.diagnostics) report.add(diagnostic);
  return own.hasErrors ? undefined : merged;
}

async function readSource(
  source: ToolsSource,
  report: Report,
  options: ReadModulesOptions,
): Promise<readonly ToolSignature[]> {
  const { path, display, mention } = source;
  const extension = extname(path).toLowerCase();
  if (extension !== ".json" && !isModule(extension)) {
    const message = `\`${display}\` is neither a module nor a JSON file`;
    const help = "tools are read from `.ts`, `.mts`, `.cts`, `.js`, `.mjs` and `.json` files";
    return report.add({ code: "SC7001", message, ...mention, help }) ?? [];
  }
  const text = await readText(source, report);
  if (text === undefined) return [];
  if (source.evaluate) return await evaluateModule(source, text, report, options);
  const tools =
    extension === ".json"
      ? readJsonDefinitions(path, new SourceFile(display, text), report, source.dialect)
      : await readTypescriptModule(source, report, options);
  if (tools.length === 0 && !report.hasErrors) {
    const help =
      extension === ".json"
        ? "list the definitions of the application's functions"
        : "export definitions, typed functions, a class of them, or zod objects; what `module.exports` holds is not seen";
    const message = `\`${display}\` defines no tools`;
    report.add({ code: "SC7014", message, ...mention, help });
  }
  return tools;
}

async function evaluateModule(
  source: ToolsSource,
  text: string,
  report: Report,
  options: ReadModulesOptions,
): Promise<readonly ToolSignature[]> {
  const { path, display, mention } = source;
  if (extname(path).toLowerCase() === ".json") {
    const message = `\`${display}\` is JSON, so there is nothing to run`;
    return report.add({ code: "SC7050", message, ...mention, help: "leave `evaluate` out" }) ?? [];
  }
  const { readEvaluatedModule } = await import("./evaluate/read-evaluated-module.js");
  const tools = await readEvaluatedModule(source, text, report, options);
  if (tools.length === 0 && !report.hasErrors) {
    const message = `\`${display}\` exports no tools when it is run`;
    const help =
      "export definitions, zod objects or what an SDK's `tool(…)` gives; functions are tools without `evaluate` only";
    report.add({ code: "SC7014", message, ...mention, help });
  }
  return tools;
}

async function readText(
  { path, display, mention }: ToolsSource,
  report: Report,
): Promise<string | undefined> {
  return await readNamedFile(path, "`tools:` can be a list of files", (reason, help) => {
    const message = `the tools file \`${display}\` ${reason}`;
    return report.add({ code: "SC7001", message, ...mention, help });
  });
}
