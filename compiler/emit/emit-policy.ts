// The module of one policy: its table of rules, and nothing that runs.

import {
  array,
  type Code,
  code,
  comment,
  importedType,
  lines,
  literal,
  name,
  object,
} from "../code/code.js";
import { runtimePolicy } from "../code/runtime-modules.js";
import { emitExpression } from "../conditions/emit-expression.js";
import type { Condition } from "../conditions/expression.js";
import { predicate } from "../constraints/predicates.js";
import type { ActionIr, ConstraintIr, PolicyIr, RequirementIr } from "../ir/guard-ir.js";
import { type EmittedFile, emitModule } from "./module.js";

export function emitPolicy(policy: PolicyIr, source: string): EmittedFile {
  const type = importedType(runtimePolicy, "CompiledPolicy");
  const table = object(
    [
      ["name", literal(policy.name)],
      ["digest", literal(policy.digest)],
      ["assistants", array(policy.assistants.map(literal))],
      ...entryIf("mode", policy.mode === "shadow" ? literal(policy.mode) : null),
      ["actions", array(policy.actions.map(emitAction))],
    ],
    { expand: true },
  );
  const declaration = code`export const ${name(policy.constant)}: ${type} = ${table};`;
  const about = [
    policy.description,
    policy.widens && `Allows more than the files above, since: ${policy.widens}`,
  ]
    .filter((text) => text !== null)
    .join(" — ");
  const documented = about === "" ? declaration : lines([comment("/**", about), declaration]);
  return emitModule(`${policy.module}.ts`, source, [documented], "data");
}

function emitAction(action: ActionIr): Code {
  return object(
    [
      ["rule", literal(action.rule)],
      ["line", literal(action.line)],
      ["tool", literal(action.tool)],
      ["effect", literal(action.effect)],
      ...entryIf("reason", action.reason === null ? null : literal(action.reason)),
      ...entryIf("except", action.except.length === 0 ? null : array(action.except.map(literal))),
      ...entryIf("when", action.when === null ? null : emitCondition(action.when)),
      ...entryIf("constraints", emitObligations(action)),
    ],
    { expand: true },
  );
}

/** In written order. */
function emitObligations({ constraints, requirements }: ActionIr): Code | null {
  const after = (count: number) =>
    requirements.filter((requirement) => requirement.after === count).map(emitRequirement);
  const all = [
    ...after(0),
    ...constraints.flatMap((entry, index) => [emitConstraint(entry), ...after(index + 1)]),
  ];
  return all.length === 0 ? null : array(all);
}

function emitRequirement({ rule, line, text, condition }: RequirementIr): Code {
  return object(
    [
      ["rule", literal(rule)],
      ["line", literal(line)],
      ["text", literal(text)],
      ["requires", emitCondition(condition)],
    ],
    { expand: true },
  );
}

function emitCondition({ text, facts, expression }: Condition): Code {
  return object(
    [
      ["text", literal(text)],
      ...entryIf("facts", facts.length === 0 ? null : array(facts.map(literal))),
      ["holds", emitExpression(expression)],
    ],
    { expand: true },
  );
}

function emitConstraint({ rule, line, path, constraint, mayBeAbsent }: ConstraintIr): Code {
  const [first] = path;
  const where =
    path.length === 1 && first !== undefined ? literal(first) : array(path.map(literal));
  const holds = constraint.predicate(where);
  return object(
    [
      ["rule", literal(rule)],
      ["line", literal(line)],
      ["path", literal(path.join("."))],
      ["text", literal(`${path.join(".")} ${constraint.text}`)],
      ["holds", mayBeAbsent ? predicate("optional", where, holds) : holds],
    ],
    { expand: true },
  );
}

function entryIf(key: string, value: Code | null): readonly (readonly [string, Code])[] {
  return value === null ? [] : [[key, value]];
}
