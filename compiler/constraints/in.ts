// `in: [a, b]` keeps an argument among the listed values.

import { type ArgumentType, annotatedAs, never, unionOf } from "../tools/argument-type.js";
import { defineKind, type NarrowableType, type Scalar } from "./constraint.js";
import { fits, hasForm } from "./fits.js";
import { literals, predicate } from "./predicates.js";
import { barredScalars, scalars } from "./readers.js";

export const among = defineKind<readonly Scalar[]>({
  key: "in",
  about: "The argument is one of these.",
  takes: "scalars",
  short: [{ form: "allowed_*", takes: "barred scalars", read: barredScalars }],
  on: ["string", "number", "boolean"],
  read: scalars,
  text: (values) => `must be one of ${listed(values)}`,
  holds: (values, argument) => values.some((value) => value === argument),
  predicate: (path, values) => predicate("oneOf", path, literals(values)),
  infers: typeOfValues,
  narrow: fittingValues,
  exact: true,
  names: (values) => values,
  values: (values) => values,
  examples: [
    {
      yaml: "[shipped, delivered]",
      passes: ["shipped", "delivered"],
      fails: ["Shipped", "lost", "", null, 1],
    },
    { yaml: "[1, 2]", passes: [1, 2], fails: ["1", 3, true] },
    { yaml: "[true, auto]", passes: [true, "auto"], fails: [false, "true", 1] },
  ],
});

/** Those of the values that the type has. */
export function fittingValues(type: NarrowableType, values: readonly Scalar[]): ArgumentType {
  if (type.kind === "array") return never;
  const fitting = values.filter((value) => fits(value, type));
  const formed = fitting.filter((value) => hasForm(value, type));
  // Where none has the form, the limit still stands in the schema, and the tool's own check refuses them all.
  return annotatedAs({ kind: "literal", values: formed.length > 0 ? formed : fitting }, type);
}

/** Values in a sentence. */
export function listed(values: readonly Scalar[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

/** The type that these values are of, not only these values: another policy may allow others. */
export function typeOfValues(values: readonly Scalar[]): ArgumentType {
  const members = new Map(values.map((value) => [typeof value, typeOfValue(value)]));
  return unionOf([...members.values()]);
}

function typeOfValue(value: Scalar): ArgumentType {
  if (typeof value === "number") return { kind: "number", integer: false };
  return typeof value === "string" ? { kind: "string" } : { kind: "boolean" };
}
