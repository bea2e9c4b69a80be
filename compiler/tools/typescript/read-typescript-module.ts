// Tools in a module, read from its source.

import type { Report } from "../../diagnostics/report.js";
import type { ReadModulesOptions, ToolsSource } from "../read-tools.js";
import type { ToolSignature } from "../tool-signature.js";
import { readCached } from "./read-cached.js";

/** Reads the tools that a module exports. Whatever cannot be read is reported and left out. */
export async function readTypescriptModule(
  source: ToolsSource,
  report: Report,
  options: ReadModulesOptions,
): Promise<readonly ToolSignature[]> {
  const { path, display, dialect } = source;
  const module = { of: "tools", path, dialect } as const;
  return await readCached(module, display, report, options, async (displayOf) => {
    const { readExports } = await import("./read-exports.js");
    const { tools, read } = readExports(path, displayOf, { out: options.out, dialect }, report);
    return { signatures: tools, read };
  });
}
