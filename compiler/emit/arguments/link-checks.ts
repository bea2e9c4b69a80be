// Type-only checks that the application's own tsc makes of a tool, so that drift is found without compiling policies.

import { type Code, code, comment, importedType, literal, name } from "../../code/code.js";
import { runtimePolicy } from "../../code/runtime-modules.js";
import { generic } from "../../code/types.js";
import type { ToolOrigin } from "../../tools/tool-signature.js";

/** A tool as the generated module has it. */
export interface LinkedTool {
  readonly name: string;
  /** The type of its arguments there. */
  readonly argsName: string;
  readonly origin: ToolOrigin | null;
}

/**
 * The lines for one tool; `application` is the tools module's specifier as seen from the generated one. They need
 * nothing at run time.
 */
export function linkChecks(tool: LinkedTool, application: string): readonly Code[] {
  if (tool.origin === null) return [];
  if (tool.origin.kind === "json") {
    return [comment("//", `tsc cannot see ${tool.name}: it is defined in ${application}.`)];
  }
  const ok = importedType(runtimePolicy, "Ok");
  const fits = importedType(runtimePolicy, "Fits");
  const module = code`typeof import(${application})`;
  const check = generic(fits, [module, literal(tool.name), name(tool.argsName)]);
  return [code`export type ${name(`${tool.argsName}Link`)} = ${generic(ok, [check])};`];
}
