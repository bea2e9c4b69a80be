// `max_items: 10` keeps a list at most so many items long.

import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { count } from "./readers.js";

export const maxItems = defineKind<number>({
  key: "max_items",
  about: "The list has at most so many items.",
  takes: "count",
  short: [{ form: "max_*_items" }],
  on: ["array"],
  read: count,
  text: (bound) => `must have at most ${bound} ${bound === 1 ? "item" : "items"}`,
  holds: (bound, argument) => Array.isArray(argument) && argument.length <= bound,
  predicate: (path, bound) => predicate("maxItems", path, literal(bound)),
  infers: () => ({ kind: "array", items: { kind: "unknown" } }),
  narrow: (type, bound) =>
    type.kind === "array" ? { ...type, maxItems: Math.min(type.maxItems ?? bound, bound) } : never,
  exact: true,
  limits: (bound) => ({ of: "items", upper: bound }),
  examples: [
    {
      yaml: "2",
      passes: [[], ["a"], [1, null]],
      fails: [["a", "a", "a"], "a", { length: 1 }, 1, null],
    },
  ],
});
