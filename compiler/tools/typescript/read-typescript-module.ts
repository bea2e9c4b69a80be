// Tools in a module: exported functions with typed arguments, and exported zod schemas.

import { dirname, posix, relative, sep } from "node:path";
import type { Report } from "../../diagnostics/report.js";
import type { ReadToolsOptions, ToolsSource } from "../read-tools.js";
import type { ToolSignature } from "../tool-signature.js";
import { recall, remember } from "./signature-cache.js";

/** Reads the tools that a module exports. Whatever cannot be read is reported and left out. */
export async function readTypescriptModule(
  { path, display, dialect }: ToolsSource,
  report: Report,
  options: ReadToolsOptions,
): Promise<readonly ToolSignature[]> {
  /** Files that the module imports are named in messages in the way that the module is. */
  const displayOf = (file: string): string => {
    const way = relative(dirname(path), file).split(sep).join("/");
    return posix.join(posix.dirname(display), way);
  };
  const kept = options.cache ? await recall(path, displayOf, options) : undefined;
  if (kept !== undefined) return kept;
  const { readExports } = await import("./read-exports.js");
  const before = report.diagnostics.length;
  const { tools, read } = readExports(path, displayOf, { out: options.out, dialect }, report);
  const isClean = report.diagnostics.length === before;
  if (options.cache && isClean) options.later(() => remember(path, read, tools, options));
  return tools;
}
