// What a condition compares single arguments with: values of them that may turn its answer.

import type { Condition, Expression, Read } from "../../conditions/expression.js";
import type { ArgumentType } from "../../tools/argument-type.js";

/** An argument that a condition reads, by its steps. */
export function argumentsIn({ expression }: Condition): readonly (readonly string[])[] {
  const paths = partsOf(expression).flatMap((part) => (isArgument(part) ? [part.path] : []));
  return [...new Map(paths.map((path) => [path.join("."), path])).values()];
}

/** Of this type: what the condition names, what else it reads of the call and its facts, and what lies beside it. */
export function comparedValues(
  { expression }: Condition,
  type: ArgumentType,
  known: { readonly args: object; readonly facts: object },
): readonly unknown[] {
  const values = partsOf(expression).flatMap((part): readonly unknown[] => {
    if (part.kind === "literal") return [part.value].flat();
    if (part.kind !== "read" || (part.root !== "args" && part.root !== "facts")) return [];
    return [valueAt(known[part.root], part.path)].flat();
  });
  return [...new Set(valuesOf(type, values))];
}

function valuesOf(type: ArgumentType, values: readonly unknown[]): readonly unknown[] {
  switch (type.kind) {
    case "literal":
      return type.values;
    case "boolean":
      return [true, false];
    case "string":
      return values.filter((value) => typeof value === "string");
    case "number": {
      const step = type.integer ? 1 : 0.01;
      const numbers = values.filter((value) => typeof value === "number");
      return numbers.flatMap((value) => [value, beside(value, -step), beside(value, step)]);
    }
    case "union":
      return type.members.flatMap((member) => valuesOf(member, values));
    default:
      return [];
  }
}

/** Without the dust of binary fractions. */
function beside(value: number, step: number): number {
  return Number((value + step).toFixed(10)) + 0;
}

function partsOf(expression: Expression): readonly Expression[] {
  const within = expression.kind === "call" ? expression.operands.flatMap(partsOf) : [];
  return [expression, ...within];
}

function isArgument(part: Expression): part is Read {
  return part.kind === "read" && part.root === "args" && part.path.length > 0;
}

/** Undefined where there is nothing. */
export function valueAt(data: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (value, step) => (Object.hasOwn(Object(value), step) ? Object(value)[step] : undefined),
    data,
  );
}
