// Arguments of which a guard lets only certain values through, whoever calls: the handler need not think of others.

import { narrowType } from "../constraints/narrow-type.js";
import { finiteValues } from "../constraints/value-kinds.js";
import type { CheckedAction, CheckedConstraint } from "../policy/checked-policy.js";
import type { ArgumentType, Definitions, ObjectType, Property } from "../tools/argument-type.js";
import type { NarrowedArgument } from "./guard-ir.js";

/** `grants` are the actions that let some caller through. */
export function narrowedArguments(
  parameters: ObjectType,
  definitions: Definitions,
  grants: readonly CheckedAction[],
): readonly NarrowedArgument[] {
  const [first, ...others] = grants;
  const paths = new Map(first?.constraints.map(({ path }) => [JSON.stringify(path), path]));
  return [...paths.values()].flatMap((path) => {
    const argument = find(path, parameters);
    if (argument === undefined) return [];
    const left = [first, ...others].map((grant) =>
      valuesLeft(argument.type, grant?.constraints ?? [], path, definitions),
    );
    const values = inOrder(argument.type, left);
    return values === null ? [] : [{ path: argument.steps, values }];
  });
}

/** The argument at a path through plain objects. */
function find(
  path: readonly string[],
  parameters: ObjectType,
): { readonly type: ArgumentType; readonly steps: NarrowedArgument["path"] } | undefined {
  let type: ArgumentType = parameters;
  const steps: { name: string; optional: boolean }[] = [];
  for (const name of path) {
    const property: Property | undefined =
      type.kind === "object" ? type.properties.get(name) : undefined;
    if (property === undefined) return undefined;
    steps.push({ name, optional: !property.required });
    type = property.type;
  }
  return { type, steps };
}

type Values = NarrowedArgument["values"];

/** The values that one rule leaves of the argument; null where they cannot be listed. */
function valuesLeft(
  type: ArgumentType,
  constraints: readonly CheckedConstraint[],
  path: readonly string[],
  definitions: Definitions,
): Values | null {
  const own = constraints.filter((entry) => entry.path.join("\0") === path.join("\0"));
  const narrowed = own.reduce(
    (left, { constraint }) => narrowType(left, constraint, definitions) ?? left,
    type,
  );
  return own.length === 0 ? null : finiteValues(narrowed);
}

/** The values that some rule leaves, as the tool lists them; null where that is all it has. */
function inOrder(type: ArgumentType, left: readonly (Values | null)[]): Values | null {
  if (left.some((values) => values === null)) return null;
  const some = new Set(left.flatMap((values) => values ?? []));
  const all = finiteValues(type);
  if (all === null) return [...some];
  const kept = all.filter((value) => some.has(value));
  return kept.length === all.length ? null : kept;
}
