// `above: 0` keeps a number above a bound that does not itself pass.

import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { number } from "./readers.js";

export const above = defineKind<number>({
  key: "above",
  about: "The number is more than this.",
  takes: "number",
  short: [],
  on: ["number"],
  read: number,
  text: (bound) => `must be above ${bound}`,
  holds: (bound, argument) => typeof argument === "number" && argument > bound,
  predicate: (path, bound) => predicate("moreThan", path, literal(bound)),
  infers: () => ({ kind: "number", integer: false }),
  narrow: (type, bound) =>
    type.kind === "number"
      ? { ...type, exclusiveMinimum: Math.max(type.exclusiveMinimum ?? bound, bound) }
      : never,
  exact: true,
  limits: (bound) => ({ of: "value", lower: bound, open: true }),
  examples: [
    { yaml: "0", passes: [0.01, 1e15], fails: [0, -1, "1", null, [1]] },
    { yaml: "-2.5", passes: [-2.49, 0], fails: [-2.5, -3] },
  ],
});
