// A condition may read a fact that has to be looked up only on tools whose calls have what the look-up takes.

import type { Condition, Expression, Read } from "../conditions/expression.js";
import { nameOfType } from "../constraints/value-kinds.js";
import { listNames } from "../diagnostics/list-names.js";
import type { ResolvedFacts } from "../policy/resolved-policy.js";
import type { Place } from "../policy/shape.js";
import type { ToolSignature } from "../tools/tool-signature.js";
import type { FactParameters } from "./fact-signature.js";
import { type DefinedType, takes } from "./takes.js";

/** `tool` is null where no tools module describes it. */
export function checkFactReads(
  condition: Condition | null,
  toolName: string,
  tool: ToolSignature | null,
  facts: ResolvedFacts | null,
  place: Place,
): void {
  if (condition === null) return;
  for (const name of condition.facts) {
    const fact = facts?.signatures.get(name);
    const parameters = fact?.parameters ?? null;
    if (fact === undefined || parameters === null) continue;
    const problem = problemOf(name, parameters, toolName, tool);
    if (problem === undefined) continue;
    const { file, range: declared } = fact.origin;
    place.report.add({
      code: "SC8040",
      message: problem.message,
      file: place.file,
      range: (readOf(name, condition.expression) ?? condition).range,
      help: problem.help,
      related: [{ message: `\`${name}\` is declared here`, file, range: declared }],
    });
  }
}

/** Where the fact is read first. */
function readOf(fact: string, expression: Expression): Read | undefined {
  if (expression.kind === "read") {
    return expression.root === "facts" && expression.path[0] === fact ? expression : undefined;
  }
  if (expression.kind !== "call") return undefined;
  for (const operand of expression.operands) {
    const found = readOf(fact, operand);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Problem {
  readonly message: string;
  readonly help: string;
}

function problemOf(
  fact: string,
  { type, definitions }: FactParameters,
  toolName: string,
  tool: ToolSignature | null,
): Problem | undefined {
  if (tool === null) {
    if (type.properties.size === 0) return undefined;
    return {
      message: `\`facts.${fact}\` takes arguments, and nothing says which \`${toolName}\` has`,
      help: "name the `tools`, so that the compiler knows them",
    };
  }
  for (const [name, { type: wanted, required }] of type.properties) {
    const parameter = { fact, name, wanted: { type: wanted, definitions }, required };
    const problem = problemOfArgument(parameter, tool);
    if (problem !== undefined) return problem;
  }
  return problemOfNone(fact, [...type.properties.keys()], tool);
}

/** All of its arguments may be left out, but a call that can have none of them is not what the fact is about. */
function problemOfNone(
  fact: string,
  names: readonly string[],
  tool: ToolSignature,
): Problem | undefined {
  const { properties } = tool.parameters;
  if (names.length === 0 || names.some((name) => properties.has(name))) return undefined;
  return {
    message: `\`facts.${fact}\` takes ${listNames(names, "or")}, and \`${tool.name}\` has no such argument`,
    help: helpFor(tool),
  };
}

/** One argument that a fact takes. */
interface Parameter {
  readonly fact: string;
  readonly name: string;
  readonly wanted: DefinedType;
  readonly required: boolean;
}

function problemOfArgument(
  { fact, name, wanted, required }: Parameter,
  tool: ToolSignature,
): Problem | undefined {
  const own = tool.parameters.properties.get(name);
  if (own === undefined) {
    if (!required) return undefined;
    return {
      message: `\`facts.${fact}\` takes \`${name}\`, which is no argument of \`${tool.name}\``,
      help: helpFor(tool),
    };
  }
  if (required && !own.required) {
    return {
      message: `\`facts.${fact}\` takes \`${name}\`, which a call of \`${tool.name}\` may leave out`,
      help: `write \`${name}?:\` in the fact, or require the argument in the tool`,
    };
  }
  if (takes(wanted, { type: own.type, definitions: tool.definitions })) return undefined;
  const [wants, gets] = [nameOfType(wanted.type), nameOfType(own.type)];
  const differ = wants === gets ? "" : `: one is ${wants}, the other ${gets}`;
  return {
    message: `\`facts.${fact}\` does not take every \`${name}\` that \`${tool.name}\` may be called with${differ}`,
    help: "let the fact take what the tool takes",
  };
}

function helpFor({ name, parameters }: ToolSignature): string {
  const names = [...parameters.properties.keys()];
  const says = names.length === 0 ? "takes no arguments" : `has ${listNames(names)}`;
  return `\`${name}\` ${says}; a fact takes arguments of the call under their own names`;
}
