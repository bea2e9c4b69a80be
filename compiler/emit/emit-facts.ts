// facts.ts: what each fact is that conditions read, and the types that the application's functions must fit.

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
import { generic, unionType } from "../code/types.js";
import type { DefinitionIr, FactIr, FactsIr, GuardIr } from "../ir/guard-ir.js";
import type { DeclaredNames } from "./arguments/declared-names.js";
import { schemaCheck } from "./arguments/schema-check.js";
import { typescriptDeclaration, typescriptType } from "./arguments/typescript-type.js";
import { zodDefinition, zodSchema } from "./arguments/zod-schema.js";
import { type EmittedFile, emitModule } from "./module.js";

/** None where no condition reads a fact. */
export function emitFacts({ facts }: GuardIr, source: string): EmittedFile[] {
  return facts === null ? [] : [emitModule("facts.ts", source, parts(facts), "data")];
}

function* parts({ facts, needed }: FactsIr): Iterable<Code> {
  for (const fact of facts) yield* definitionsOf(fact);
  yield byName("Facts", "What conditions know beside the arguments of a call.", facts, resultType);
  const asked = facts.filter(({ parameters }) => parameters !== null);
  yield byName("FactArgs", "The arguments of a call that facts are asked with.", asked, argsType);
  yield byName("FactSources", "The functions that look facts up.", asked, sourceType);
  yield neededTypes(needed);
  yield together;
  yield table(facts);
}

/** Those of the parameters are types only: arguments of a call are checked already. */
function definitionsOf(fact: FactIr): readonly Code[] {
  const names = namesOf(fact.definitions);
  const own = fact.parameters?.definitions ?? [];
  return [
    ...own.map((each) => typescriptDeclaration(each.declared, each.type, namesOf(own))),
    ...fact.definitions.map((each) =>
      lines([
        comment("/**", `In the fact ${fact.name}: \`${each.name}\`.`),
        typescriptDeclaration(each.declared, each.type, names),
        zodDefinition(each.declared, each.accepted, names),
      ]),
    ),
  ];
}

function namesOf(definitions: readonly DefinitionIr[]): DeclaredNames {
  return new Map(definitions.map((each) => [each.name, each.declared]));
}

function byName(
  declared: string,
  about: string,
  facts: readonly FactIr[],
  typeOf: (fact: FactIr) => Code,
): Code {
  const entries = facts.map((fact) => {
    const member = code`readonly ${key(fact.name)}: ${typeOf(fact)}`;
    const words = declared === "Facts" ? fact.description : null;
    return words === null ? member : lines([comment("/**", words), member]);
  });
  return lines([
    comment("/**", about),
    code`export interface ${name(declared)} ${members(entries)}`,
  ]);
}

function resultType({ result, definitions }: FactIr): Code {
  return typescriptType(result, "property", namesOf(definitions));
}

function argsType({ parameters }: FactIr): Code {
  return parameters === null
    ? name("never")
    : typescriptType(parameters.type, "property", namesOf(parameters.definitions));
}

function sourceType({ name: fact }: FactIr): Code {
  const own = (types: string) => code`${name(types)}[${fact}]`;
  return generic(importedType(runtimePolicy, "FactSource"), [own("FactArgs"), own("Facts")]);
}

function neededTypes(needed: FactsIr["needed"]): Code {
  const entries = [...needed].map(
    ([tool, facts]) => code`readonly ${key(tool)}: ${unionType(facts.map(literal), "property")}`,
  );
  return lines([
    comment("/**", "The facts that a decision about a call of a tool may need."),
    code`export interface FactsNeeded ${members(entries)}`,
  ]);
}

const together = lines([
  comment("/**", "All of that, for `CompiledPolicies`."),
  code`export interface PolicyFacts ${members([
    code`readonly values: Facts`,
    code`readonly sources: FactSources`,
    code`readonly needed: FactsNeeded`,
  ])}`,
]);

function table(facts: readonly FactIr[]): Code {
  const type = code`readonly ${importedType(runtimePolicy, "CompiledFact")}[]`;
  return lines([
    comment("/**", "How each fact is asked for and checked. It may hold more than its type says."),
    code`export const facts: ${type} = ${array(facts.map(row))};`,
  ]);
}

function row(fact: FactIr): Code {
  const { accepted, definitions, parameters, perRun, logged } = fact;
  const taken = parameters && [...parameters.type.properties.keys()].map(literal);
  const schema = zodSchema(accepted, namesOf(definitions));
  const types = [accepted, ...definitions.map((each) => each.accepted)];
  return object(
    [
      ["name", literal(fact.name)],
      ["arguments", taken === null ? literal(null) : array(taken)],
      ["result", schemaCheck(schema, types)],
      ...(perRun ? [["perRun", literal(true)] as const] : []),
      ...(logged ? [["log", literal("full")] as const] : []),
    ],
    { expand: true },
  );
}
