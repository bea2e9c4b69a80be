// What constraints leave of strings, numbers or lists, as far as a type can say it: never less than what passes.

import type { Constraint, NarrowableType } from "../../constraints/constraint.js";
import { type ArgumentType, type Definitions, noDefinitions } from "../../tools/argument-type.js";
import { textsAround } from "./around.js";

/** A literal is not narrowed further: each of its values can be tried. */
export function narrowedBy(
  type: NarrowableType,
  constraints: readonly Constraint[],
  definitions: Definitions = noDefinitions,
): ArgumentType {
  return constraints.reduce<ArgumentType>(
    (left, constraint) =>
      left.kind === "string" || left.kind === "number" || left.kind === "array"
        ? (leftOf(left, constraint, definitions) ?? left)
        : left,
    type,
  );
}

function leftOf(
  type: NarrowableType,
  constraint: Constraint,
  definitions: Definitions,
): ArgumentType | null {
  const { kind, value, narrow } = constraint;
  // What the schema for the model cannot say of decimal steps, is exact here.
  if (kind === "multiple_of" && type.kind === "number" && typeof value === "number") {
    return { ...type, multiplesOf: [...(type.multiplesOf ?? []), value] };
  }
  const around = type.kind === "string" ? textsAround(constraint) : null;
  return around && type.kind === "string"
    ? { ...type, patterns: [...(type.patterns ?? []), around] }
    : narrow(type, definitions);
}

/** The same where it is exactly what passes; null where that is not known. */
export function exactlyLeft(
  type: NarrowableType,
  constraint: Constraint,
  definitions: Definitions = noDefinitions,
): ArgumentType | null {
  return constraint.exact ? leftOf(type, constraint, definitions) : null;
}
