// tools.ts: one zod schema and one type for each tool, shared by all policies.

import {
  array,
  type Code,
  code,
  comment,
  importedType,
  key,
  lines,
  literal,
  members,
  name,
  object,
} from "../code/code.js";
import { runtimePolicy } from "../code/runtime-modules.js";
import type { GuardIr, ToolIr } from "../ir/guard-ir.js";
import type { ObjectType } from "../tools/argument-type.js";
import { hiddenTools, type LinkOptions } from "./arguments/link-checks.js";
import { schemaCheck } from "./arguments/schema-check.js";
import { typescriptDeclaration } from "./arguments/typescript-type.js";
import { zodDeclaration, zodDefinition } from "./arguments/zod-schema.js";
import { type EmittedFile, emitModule } from "./module.js";

/** A tool that is called here, so that its arguments are checked here. */
export type OwnTool = ToolIr & { readonly parameters: ObjectType; readonly accepted: ObjectType };

export function emitTools({ tools }: GuardIr, source: string, places: LinkOptions): EmittedFile {
  const own = ownTools(tools);
  return emitModule("tools.ts", source, parts(), "data");

  function* parts() {
    for (const tool of own) yield emitTool(tool);
    yield emitToolArgs(own);
    yield emitTable(tools);
    yield* hiddenTools(own, places);
  }
}

export function ownTools(tools: readonly ToolIr[]): readonly OwnTool[] {
  return tools.filter((tool): tool is OwnTool => tool.accepted !== null);
}

function emitTool({
  name: tool,
  argsName,
  description,
  parameters,
  accepted,
  definitions,
}: OwnTool): Code {
  const names = new Map(definitions.map((each) => [each.name, each.declared]));
  const parts = definitions.flatMap((each) => [
    comment("/**", `In the arguments of ${tool}: \`${each.name}\`.`),
    typescriptDeclaration(each.declared, each.type, names),
    zodDefinition(each.declared, each.accepted, names),
  ]);
  return lines([
    ...parts,
    comment("/**", description ?? `Arguments of ${tool}.`),
    typescriptDeclaration(argsName, parameters, names),
    zodDeclaration(argsName, accepted, names),
  ]);
}

function emitToolArgs(tools: readonly OwnTool[]): Code {
  const entries = tools.map((tool) => code`readonly ${key(tool.name)}: ${name(tool.argsName)}`);
  return lines([
    comment("/**", "The arguments of every tool, by its name."),
    code`export interface ToolArgs ${members(entries)}`,
  ]);
}

function emitTable(tools: readonly ToolIr[]): Code {
  const rows = tools.map((tool) =>
    object([
      ["name", literal(tool.name)],
      ["arguments", emitCheck(tool)],
    ]),
  );
  const type = code`readonly ${importedType(runtimePolicy, "CompiledTool")}[]`;
  return lines([
    comment(
      "/**",
      "How the arguments of each tool are checked; built-in tools are decided by name alone.",
    ),
    code`export const tools: ${type} = ${array(rows)};`,
  ]);
}

function emitCheck({ accepted, argsName, definitions }: ToolIr): Code {
  if (accepted === null) return literal(null);
  return schemaCheck(name(argsName), [accepted, ...definitions.map((each) => each.accepted)]);
}
