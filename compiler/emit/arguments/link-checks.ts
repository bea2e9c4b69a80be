// The type-only link of generated code to the application's own tools: where they drift apart, tsc says so.

import { type Code, code, comment, importedType, lines, literal, name } from "../../code/code.js";
import { runtimePolicy } from "../../code/runtime-modules.js";
import { generic, tupleType } from "../../code/types.js";
import type { ToolOrigin } from "../../tools/tool-signature.js";

interface LinkedTool {
  readonly name: string;
  readonly argsName: string;
  readonly origin: ToolOrigin | null;
}

/** A check for each tool that tsc can see; none where there is no such tool. */
export function linkChecks(
  tools: readonly LinkedTool[],
  moduleOf: (path: string) => string,
): readonly Code[] {
  const checks = tools.flatMap((tool) => {
    const { origin } = tool;
    return origin === null || origin.kind === "json" ? [] : [check(tool, moduleOf(origin.path))];
  });
  const hidden = tools.filter(({ origin }) => origin?.kind === "json");
  return [...(checks.length === 0 ? [] : [linked(checks)]), ...(hidden.length === 0 ? [] : [unseen(hidden, moduleOf)])];
}

function check(tool: LinkedTool, module: string): Code {
  const ok = importedType(runtimePolicy, "Ok");
  const fits = importedType(runtimePolicy, "Fits");
  const app = code`typeof import(${module})`;
  return generic(ok, [generic(fits, [app, literal(tool.name), name(tool.argsName)])]);
}

function linked(checks: readonly Code[]): Code {
  return lines([
    comment("/**", "Checked by tsc: the application's tools are what the policy was compiled for."),
    code`export type ToolsFit = ${tupleType(checks)};`,
  ]);
}

function unseen(tools: readonly LinkedTool[], moduleOf: (path: string) => string): Code {
  const files = [...new Set(tools.map(({ origin }) => (origin === null ? "" : moduleOf(origin.path))))];
  const note = `tsc cannot see into ${files.join(", ")}; \`safeclaw compile --check\` finds what changes there.`;
  return comment("//", note);
}
