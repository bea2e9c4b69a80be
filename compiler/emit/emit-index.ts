// index.ts: composes all policies, and is what the application imports.

import {
  array,
  type Code,
  call,
  code,
  comment,
  exportFrom,
  imported,
  importedType,
  key,
  lines,
  members,
  name,
  object,
} from "../code/code.js";
import { runtimePolicy } from "../code/runtime-modules.js";
import type { GuardIr } from "../ir/guard-ir.js";
import { type EmittedFile, emitModule } from "./module.js";

const toolArgs = importedType("./tools.js", "ToolArgs");

export function emitIndex(ir: GuardIr, source: string): EmittedFile {
  const body = lines([reexports(ir), composition(ir), types(ir)], { blank: true });
  return emitModule("index.ts", source, body);
}

function reexports({ tools, policies }: GuardIr): Code {
  const schemas = tools
    .filter(({ parameters }) => parameters !== null)
    .map(({ argsName }) => name(argsName));
  return lines([
    ...policies.map(({ constant, module }) => exportFrom(`./${module}.js`, [name(constant)])),
    exportFrom("./tools.js", [...schemas, code`type ToolArgs`]),
  ]);
}

function composition({ scoped, policies }: GuardIr): Code {
  const parameters = code`<${toolArgs}, ${scoped}>`;
  const callee = code`${imported(runtimePolicy, "definePolicies")}${parameters}`;
  const tables = policies.map(({ constant, module }) => imported(`./${module}.js`, constant));
  const table = object(
    [
      ["tools", imported("./tools.js", "tools")],
      ["policies", array(tables)],
    ],
    { expand: true },
  );
  const type = code`${importedType(runtimePolicy, "CompiledPolicies")}${parameters}`;
  return lines([
    comment("/**", "Every policy of the file, for `new SafeClaw(policies, …)`."),
    code`export const policies: ${type} = ${call(callee, [table])};`,
  ]);
}

function types({ tools }: GuardIr): Code {
  const permitted = importedType(runtimePolicy, "Permitted", "PermittedArgs");
  const handlers = tools
    .filter(({ callable }) => callable)
    .map((tool) => code`readonly ${key(tool.name)}: (args: Permitted<${tool.name}>) => unknown`);
  const declarations = [
    [
      comment("/**", "The tools that the policies may speak of, the built-in ones aside."),
      code`export type ToolName = keyof ${toolArgs};`,
    ],
    [
      comment("/**", "Arguments that a guard has let through. Only a decision holds them."),
      code`export type Permitted<Tool extends ToolName> = ${permitted}<Tool, ${toolArgs}[Tool]>;`,
    ],
    [
      comment(
        "/**",
        "What the application implements: a handler for each tool that some assistant may call.",
      ),
      code`export interface ToolHandlers ${members(handlers)}`,
    ],
  ];
  return lines(
    declarations.map((declaration) => lines(declaration)),
    { blank: true },
  );
}
