// index.ts: composes all policies, and is what the application imports.

import { groupBy } from "../analysis/group-by.js";
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
  literal,
  members,
  name,
  object,
} from "../code/code.js";
import { data } from "../code/data.js";
import { runtimePolicy } from "../code/runtime-modules.js";
import { generic, intersectionType, typeLiteral, unionType } from "../code/types.js";
import type { GuardIr, NarrowedArgument } from "../ir/guard-ir.js";
import { type EmittedFile, emitModule } from "./module.js";

const factsModule = "./facts.js";
const toolArgs = importedType("./tools.js", "ToolArgs");

export interface IndexOptions {
  /** The policy's name in tsc's errors. */
  readonly policy: string;
  /** The name of any file of policies; by its absolute path. */
  readonly policyOf: (path: string) => string;
  /** The names of the checks, which tsc makes of whoever imports the index. */
  readonly checks: readonly string[];
}

export function emitIndex(ir: GuardIr, source: string, options: IndexOptions): EmittedFile {
  const body = [reexports(ir, options), composition(ir), types(ir, options)];
  return emitModule("index.ts", source, body);
}

function reexports({ tools, policies, facts }: GuardIr, { checks }: IndexOptions): Code {
  const schemas = tools
    .filter(({ parameters }) => parameters !== null)
    .map(({ argsName }) => name(argsName));
  return lines([
    ...policies.map(({ constant, module }) => exportFrom(`./${module}.js`, [name(constant)])),
    exportFrom("./tools.js", [...schemas, code`type ToolArgs`]),
    ...(facts === null
      ? []
      : [
          exportFrom(factsModule, [
            code`type Facts`,
            code`type FactSources`,
            code`type PolicyFacts`,
          ]),
        ]),
    ...(checks.length === 0
      ? []
      : [
          exportFrom(
            "./checks.js",
            checks.map((check) => code`type ${name(check)}`),
          ),
        ]),
  ]);
}

function composition(ir: GuardIr): Code {
  const { scoped, policies, log, facts } = ir;
  const types = code`${permittedArgs(ir)}, ${scoped}`;
  const define = imported(runtimePolicy, "definePolicies");
  // With a third argument Prettier would break the list; tsc has them all from the type of the constant.
  const callee = facts === null ? code`${define}<${types}>` : define;
  const tables = policies.map(({ constant, module }) => imported(`./${module}.js`, constant));
  const table = object(
    [
      ["tools", imported("./tools.js", "tools")],
      ["policies", array(tables)],
      ...(facts === null
        ? []
        : [
            ["facts", imported(factsModule, "facts")] as const,
            ["factDeadlineMs", literal(facts.deadlineMs)] as const,
          ]),
      ...(log.length === 0 ? [] : [["log", array(log.map(data))] as const]),
    ],
    { expand: true },
  );
  const compiled = importedType(runtimePolicy, "CompiledPolicies");
  const own = facts === null ? code`` : code`, ${importedType(factsModule, "PolicyFacts")}`;
  const type = code`${compiled}<${types}${own}>`;
  return lines([
    comment("/**", "Every policy of the file, for `new SafeClaw(policies, …)`."),
    code`export const policies: ${type} = ${call(callee, [table])};`,
  ]);
}

function types(ir: GuardIr, { policy, policyOf }: IndexOptions): Code {
  const permitted = importedType(runtimePolicy, "Permitted", "PermittedCall");
  const args = permittedArgs(ir);
  const declarations = [
    [
      comment("/**", "The tools that the policies may speak of, the built-in ones aside."),
      code`export type ToolName = keyof ${toolArgs};`,
    ],
    ...narrowedTypes(ir),
    [
      comment("/**", "Arguments that a guard has let through. Only a decision holds them."),
      code`export type Permitted<Tool extends ToolName> = ${permitted}<Tool, ${args}[Tool]>;`,
    ],
    [
      comment(
        "/**",
        "What the application implements: a handler for each tool that some assistant may call.",
      ),
      code`export type ToolHandlers = Handlers<${`${policy}:${ir.toolsLine}`}>["known"];`,
    ],
    [
      comment("/**", "Names the policy line in tsc's errors, which an alias by itself does not."),
      code`interface Handlers<Policy extends string> ${members([code`readonly known: KnownHandlers<Policy>`])}`,
    ],
    [knownHandlers(ir, policyOf)],
  ];
  return lines(
    declarations.map((declaration) => lines(declaration)),
    { blank: true },
  );
}

/** The arguments as guards let them through: the tools' own where no policy narrows any. */
function permittedArgs({ tools }: GuardIr): Code {
  return tools.some(({ narrowed }) => narrowed.length > 0) ? name("PermittedArgs") : toolArgs;
}

function narrowedTypes({ tools }: GuardIr): readonly (readonly Code[])[] {
  const narrowed = tools.filter((tool) => tool.narrowed.length > 0);
  if (narrowed.length === 0) return [];
  const entries = narrowed.map((tool) => {
    const own = importedType("./tools.js", tool.argsName);
    const type = generic(importedType(runtimePolicy, "Narrowed"), [own, left(tool.narrowed, 0)]);
    return code`readonly ${key(tool.name)}: ${type}`;
  });
  return [
    [
      comment(
        "/**",
        "The arguments of every tool as guards let them through: narrower where every rule says so.",
      ),
      code`export interface PermittedArgs extends ${toolArgs} ${members(entries)}`,
    ],
  ];
}

/** What is left of the arguments that lie so deep: `{ readonly order: { readonly status: "open" } }`. */
function left(narrowed: readonly NarrowedArgument[], depth: number): Code {
  const byName = groupBy(narrowed, ({ path }) => path[depth]?.name ?? "");
  const entries = [...byName].map(([step, within]) => {
    const [first] = within;
    const isLast = first?.path.length === depth + 1;
    const type = isLast
      ? unionType(first.values.map(literal), "property")
      : left(within, depth + 1);
    const isOptional = first?.path[depth]?.optional === true;
    return isOptional
      ? code`readonly ${key(step)}?: ${type}`
      : code`readonly ${key(step)}: ${type}`;
  });
  return typeLiteral(entries);
}

/** An intersection, so that tsc's errors name the part that is at fault, and with it the policy line. */
function knownHandlers(ir: GuardIr, policyOf: IndexOptions["policyOf"]): Code {
  const parts = ir.tools
    .filter(({ callable }) => callable)
    .map(({ name: tool, file, line }) =>
      generic(importedType(runtimePolicy, "HandlerOf"), [
        literal(`${policyOf(file)}:${line}`),
        literal(tool),
        permittedArgs(ir),
      ]),
    );
  const others = generic(importedType(runtimePolicy, "NoOthers"), [name("Policy")], true);
  const type = intersectionType([others, ...parts]);
  return code`type KnownHandlers<Policy extends string> = ${type};`;
}
