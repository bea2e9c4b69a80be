// `max: 100` keeps a number at most a bound.

import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { number } from "./readers.js";

export const max = defineKind<number>({
  key: "max",
  about: "The number is at most this.",
  takes: "number",
  short: [{ form: "max_*" }],
  on: ["number"],
  read: number,
  text: (bound) => `must be at most ${bound}`,
  holds: (bound, argument) => typeof argument === "number" && argument <= bound,
  predicate: (path, bound) => predicate("atMost", path, literal(bound)),
  infers: () => ({ kind: "number", integer: false }),
  narrow: (type, bound) =>
    type.kind === "number" ? { ...type, maximum: Math.min(type.maximum ?? bound, bound) } : never,
  exact: true,
  limits: (bound) => ({ of: "value", upper: bound }),
  examples: [{ yaml: "100", passes: [100, 0, -5, 99.99], fails: [100.01, 1e15, "50", null, [50]] }],
});
