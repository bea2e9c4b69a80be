// Type-only checks that the application's own tsc makes of a tool, so that drift is found without compiling policies.

import { type Code, code, comment, importedType, lines, literal, name } from "../../code/code.js";
import { runtimePolicy } from "../../code/runtime-modules.js";
import { generic, tupleType } from "../../code/types.js";
import type { ToolOrigin } from "../../tools/tool-signature.js";

/** A tool as the generated module has it. */
export interface LinkedTool {
  readonly name: string;
  /** The type of its arguments there. */
  readonly argsName: string;
  readonly origin: ToolOrigin | null;
}

/** One check for each tool that tsc can see, and a word on those that it cannot. `moduleOf` gives an import path. */
export function linkChecks(
  tools: readonly LinkedTool[],
  moduleOf: (path: string) => string,
): readonly Code[] {
  const checks = tools.flatMap((tool) => check(tool, moduleOf));
  const hidden = tools.flatMap(({ origin }) =>
    origin !== null && origin.link === null ? [moduleOf(origin.path)] : [],
  );
  const notes = [...new Set(hidden)].map((path) =>
    comment("//", `tsc cannot see into ${path}; \`safeclaw compile --check\` finds changes there.`),
  );
  if (checks.length === 0) return notes;
  const about = comment("/**", "Checked by tsc: the tools are what the policy was compiled for.");
  return [lines([about, code`export type ToolsFit = ${tupleType(checks)};`]), ...notes];
}

function check(
  { name: tool, argsName, origin }: LinkedTool,
  moduleOf: (path: string) => string,
): readonly Code[] {
  if (origin === null || origin.link === null) return [];
  const module = code`typeof import(${moduleOf(origin.link.module)})`;
  const fits = importedType(runtimePolicy, "Fits");
  const ok = importedType(runtimePolicy, "Ok");
  return [generic(ok, [generic(fits, [module, literal(tool), name(argsName)])])];
}
