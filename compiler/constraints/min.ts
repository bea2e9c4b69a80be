// `min: 100` keeps a number at least a bound.

import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { number } from "./readers.js";

export const min = defineKind<number>({
  key: "min",
  about: "The number is at least this.",
  takes: "number",
  short: [{ form: "min_*" }],
  on: ["number"],
  read: number,
  text: (bound) => `must be at least ${bound}`,
  holds: (bound, argument) => typeof argument === "number" && argument >= bound,
  predicate: (path, bound) => predicate("atLeast", path, literal(bound)),
  infers: () => ({ kind: "number", integer: false }),
  narrow: (type, bound) =>
    type.kind === "number" ? { ...type, minimum: Math.max(type.minimum ?? bound, bound) } : never,
  exact: true,
  limits: (bound) => ({ of: "value", lower: bound }),
  examples: [{ yaml: "0.01", passes: [0.01, 1, 1e9], fails: [0, -1, "1", null, true] }],
});
