// `below: 100` keeps a number below a bound that does not itself pass.

import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { number } from "./readers.js";

export const below = defineKind<number>({
  key: "below",
  about: "The number is less than this.",
  takes: "number",
  short: [],
  on: ["number"],
  read: number,
  text: (bound) => `must be below ${bound}`,
  holds: (bound, argument) => typeof argument === "number" && argument < bound,
  predicate: (path, bound) => predicate("lessThan", path, literal(bound)),
  infers: () => ({ kind: "number", integer: false }),
  narrow: (type, bound) =>
    type.kind === "number"
      ? { ...type, exclusiveMaximum: Math.min(type.exclusiveMaximum ?? bound, bound) }
      : never,
  exact: true,
  limits: (bound) => ({ of: "value", upper: bound, open: true }),
  examples: [{ yaml: "100", passes: [99.99, 0, -5], fails: [100, 100.01, 1e15, "50", null, [50]] }],
});
