// `min_items: 10` keeps a list at least so many items long.

import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { count } from "./readers.js";

export const minItems = defineKind<number>({
  key: "min_items",
  about: "The list has at least so many items.",
  takes: "count",
  short: [{ form: "min_*_items" }],
  on: ["array"],
  read: count,
  text: (bound) => `must have at least ${bound} ${bound === 1 ? "item" : "items"}`,
  holds: (bound, argument) => Array.isArray(argument) && argument.length >= bound,
  predicate: (path, bound) => predicate("minItems", path, literal(bound)),
  infers: () => ({ kind: "array", items: { kind: "unknown" } }),
  narrow: (type, bound) =>
    type.kind === "array" ? { ...type, minItems: Math.max(type.minItems ?? bound, bound) } : never,
  exact: true,
  limits: (bound) => ({ of: "items", lower: bound }),
  examples: [
    {
      yaml: "2",
      passes: [
        ["a", "a"],
        [1, null, {}],
      ],
      fails: [["a"], [], "ab", { length: 2 }, 2, null],
    },
  ],
});
