// Tools in a module: exported functions with typed arguments, and exported zod schemas.

import type { Report } from "../../diagnostics/report.js";
import type { ReadToolsOptions, ToolsSource } from "../read-tools.js";
import type { ToolSignature } from "../tool-signature.js";

/** Reads the tools that a module exports. Whatever cannot be read is reported and left out. */
export async function readTypescriptModule(
  source: ToolsSource,
  report: Report,
  { out }: ReadToolsOptions,
): Promise<readonly ToolSignature[]> {
  const { readExports } = await import("./read-exports.js");
  return readExports(source, out, report).tools;
}
