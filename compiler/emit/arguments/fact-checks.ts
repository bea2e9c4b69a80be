// Type-only checks that the application's own tsc makes of a fact, so that drift is found without compiling policies.

import { type Code, code, comment, importedType, lines, literal } from "../../code/code.js";
import { runtimePolicy } from "../../code/runtime-modules.js";
import { generic, tupleType, typeLiteral } from "../../code/types.js";
import type { FactIr, FactsIr } from "../../ir/guard-ir.js";
import type { LinkOptions } from "./link-checks.js";

/** One check for each fact that conditions read. */
export function factChecks({ module, facts }: FactsIr, places: LinkOptions): Code {
  const checks = facts.map((fact) =>
    check(fact, places.moduleOf(module), places.policyOf(fact.file)),
  );
  const about = comment("/**", "Checked by tsc: the facts are what the policy was compiled for.");
  return lines([about, code`export type FactsFit = ${tupleType(checks)};`]);
}

function check({ name, line, parameters }: FactIr, module: string, policy: string): Code {
  const result = code`${importedType(ownModule, "Facts")}[${name}]`;
  const said = typeLiteral([code`policy: ${policy}`, code`line: ${line}`, code`fact: ${name}`]);
  const fits =
    parameters === null
      ? generic(runtimeType("FitsCallerFact"), [
          code`import(${module}).CallerFacts`,
          literal(name),
          result,
          said,
        ])
      : generic(runtimeType("FitsFact"), [
          code`typeof import(${module})`,
          literal(name),
          // A tool may have given its name to another type of arguments.
          code`${importedType(ownModule, "FactArgs", "ArgsOfFacts")}[${name}]`,
          result,
          said,
        ]);
  return generic(runtimeType("Ok"), [fits]);
}

const ownModule = "./facts.js";

function runtimeType(text: string): Code {
  return importedType(runtimePolicy, text);
}
