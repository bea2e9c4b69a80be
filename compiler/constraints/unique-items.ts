// `unique_items: true` keeps a list from holding an item twice.

import { uniqueItems as areUnique } from "@authensor/safeclaw-runtime/policy";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate, sameAs } from "./predicates.js";
import { truth } from "./readers.js";

export const uniqueItems = defineKind<true>({
  key: "unique_items",
  about: "No two items of the list are equal.",
  takes: "true",
  short: [],
  on: ["array"],
  read: truth,
  text: () => "must not hold an item twice",
  holds: sameAs(areUnique),
  predicate: (path) => predicate("uniqueItems", path),
  infers: () => ({ kind: "array", items: { kind: "unknown" } }),
  narrow: (type) => (type.kind === "array" ? { ...type, uniqueItems: true } : never),
  exact: true,
  examples: [
    {
      yaml: "true",
      passes: [[], ["a"], ["a", "A"], [1, "1", true, null], [{ a: 1 }, { a: 2 }], [[1], [1, 1]]],
      fails: [
        ["a", "a"],
        [1, 1.0],
        [
          { a: 1, b: [2] },
          { b: [2], a: 1 },
        ],
        [null, null],
        "a",
        null,
      ],
    },
  ],
});
