// Tools in a module, read from its source, or remembered from the last time.

import { dirname, posix, relative, sep } from "node:path";
import type { Report } from "../../diagnostics/report.js";
import type { ReadToolsOptions, ToolsSource } from "../read-tools.js";
import type { ToolSignature } from "../tool-signature.js";
import { recall, remember } from "./signature-cache.js";

/** Reads the tools that a module exports. Whatever cannot be read is reported and left out. */
export async function readTypescriptModule(
  source: ToolsSource,
  report: Report,
  options: ReadToolsOptions,
): Promise<readonly ToolSignature[]> {
  const { path, display, dialect } = source;
  /** Files that the module imports are named in messages in the way that the module is. */
  const displayOf = (file: string): string => {
    const way = relative(dirname(path), file).split(sep).join("/");
    return posix.join(posix.dirname(display), way);
  };
  const kept = options.cache ? await recall(source, displayOf, options) : undefined;
  if (kept !== undefined) return kept;
  const { readExports } = await import("./read-exports.js");
  const before = report.diagnostics.length;
  const { tools, read } = readExports(path, displayOf, { out: options.out, dialect }, report);
  const isClean = report.diagnostics.length === before;
  if (options.cache && isClean) options.later(() => remember(source, read, tools, options));
  return tools;
}
