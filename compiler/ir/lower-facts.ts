// The facts that conditions read, with the names of their types and the lines that read them.

import { pascalCase } from "../code/identifiers.js";
import type { FactSignature } from "../facts/fact-signature.js";
import { openType } from "../facts/open-type.js";
import type { ResolvedFacts } from "../policy/resolved-policy.js";
import type { Definitions } from "../tools/argument-type.js";
import { freshName } from "./fresh-name.js";
import type { ActionIr, DefinitionIr, FactIr, FactsIr, PolicyIr } from "./guard-ir.js";

/** Names that generated code has beside those of the types. */
const taken = ["Facts", "FactArgs", "FactSources", "FactsNeeded", "PolicyFacts"];

/** Null where no condition reads any. */
export function lowerFacts(
  facts: ResolvedFacts | null,
  policies: readonly PolicyIr[],
): FactsIr | null {
  const reads = policies.flatMap(({ actions, mode }) =>
    actions.flatMap((action) => readsOf(action, mode)),
  );
  const [first] = facts?.signatures.values() ?? [];
  if (facts === null || first === undefined || reads.length === 0) return null;
  const names = new Set(taken);
  const lowered = [...facts.signatures.values()].flatMap((signature) => {
    const read = reads.find(({ fact }) => fact === signature.name);
    return read === undefined ? [] : [lowerFact(signature, read, facts, names)];
  });
  const { deadlineMs } = facts;
  return { module: first.origin.module, deadlineMs, facts: lowered, needed: neededBy(reads) };
}

interface Reading {
  readonly tool: string;
  readonly fact: string;
  readonly file: string;
  readonly line: number;
  readonly mode: PolicyIr["mode"];
}

function readsOf(action: ActionIr, mode: PolicyIr["mode"]): readonly Reading[] {
  const { tool, file, line, when, requirements } = action;
  const own = (when?.facts ?? []).map((fact) => ({ tool, fact, file, line, mode }));
  const required = requirements.flatMap(({ condition, ...at }) =>
    condition.facts.map((fact) => ({ tool, fact, file: at.file, line: at.line, mode })),
  );
  return [...own, ...required];
}

/** What only shadow policies read, no decision needs. */
function neededBy(all: readonly Reading[]): FactsIr["needed"] {
  const reads = all.filter(({ mode }) => mode === "enforce");
  const tools = [...new Set(reads.map(({ tool }) => tool))].toSorted();
  return new Map(
    tools.map((tool) => {
      const facts = reads.filter((read) => read.tool === tool).map(({ fact }) => fact);
      return [tool, [...new Set(facts)].toSorted()];
    }),
  );
}

function lowerFact(
  { name, description, parameters, result, definitions }: FactSignature,
  { file, line }: Reading,
  { perRun, logged }: ResolvedFacts,
  names: Set<string>,
): FactIr {
  const stem = `Fact${pascalCase(name)}`;
  const lowered = (all: Definitions): readonly DefinitionIr[] =>
    [...all].map(([defined, type]) => ({
      name: defined,
      declared: freshName(`${stem}${pascalCase(defined)}`, names),
      type,
      accepted: openType(type),
    }));
  return {
    name,
    description,
    file,
    line,
    parameters: parameters && {
      type: parameters.type,
      definitions: lowered(parameters.definitions),
    },
    result,
    accepted: openType(result),
    definitions: lowered(definitions),
    perRun: perRun.has(name),
    logged: logged.has(name),
  };
}
