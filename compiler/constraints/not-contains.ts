// `not_contains: "<script"` keeps a text out of a string, or an item out of a list; of several, all of them.

import { containsNone } from "@authensor/safeclaw-runtime/policy";
import { defineKind, type Scalar } from "./constraint.js";
import { holderOf } from "./contains.js";
import { listed } from "./in.js";
import { literals, predicate, sameAs } from "./predicates.js";
import { parts } from "./readers.js";

export const notContains = defineKind<readonly Scalar[]>({
  key: "not_contains",
  about: "The text has none of these in it, or the list has none of them among its items.",
  takes: "parts",
  short: [],
  on: ["string", "array"],
  read: parts,
  text: (values) => `must not contain ${values.length === 1 ? "" : "any of "}${listed(values)}`,
  holds: sameAs(containsNone),
  predicate: (path, values) => predicate("containsNone", path, literals(values)),
  infers: () => null,
  narrow: () => null,
  exact: false,
  names: (values) => values,
  namesOf: holderOf,
  examples: [
    {
      yaml: '[";", "--"]',
      passes: ["a", "", "a-b", ["a", "a;b"], []],
      fails: ["a;b", "--", "a\ud800", [";"], ["a\ud800"], [1], [["a"]], [null], {}, 7, null],
    },
    { yaml: "0", passes: [[1, 2], []], fails: [[0], ["0"], "1", ""] },
  ],
});
