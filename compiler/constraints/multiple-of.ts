// `multiple_of: 0.05` keeps a number to whole steps, counted in decimal as both are written.

import { multipleOf as isMultipleOf } from "@authensor/safeclaw-runtime/policy";
import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate, sameAs } from "./predicates.js";
import { positiveNumber } from "./readers.js";

export const multipleOf = defineKind<number>({
  key: "multiple_of",
  about: "The number is a multiple of this.",
  takes: "positive number",
  short: [],
  on: ["number"],
  read: positiveNumber,
  text: (step) => `must be a multiple of ${step}`,
  holds: sameAs(isMultipleOf),
  predicate: (path, step) => predicate("multipleOf", path, literal(step)),
  infers: () => ({ kind: "number", integer: false }),
  narrow: (type, step) => {
    if (type.kind !== "number") return never;
    // Who checks JSON Schema divides doubles, and finds that 0.3 is no multiple of 0.1.
    if (!Number.isInteger(step)) return null;
    return { ...type, multiplesOf: [...new Set([...(type.multiplesOf ?? []), step])] };
  },
  exact: true,
  examples: [
    { yaml: "5", passes: [0, 5, -10, 1e15], fails: [1, 2.5, 5.1, "5", null, [5]] },
    { yaml: "0.1", passes: [0.3, 0.7, 1.1, 100], fails: [0.35, 0.01, 1e-7] },
    { yaml: "0.3", passes: [0.9, 1.2, 3], fails: [1, 1.21, 0.1] },
  ],
});
