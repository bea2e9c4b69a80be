// `starts_with: ORD-` keeps a string to those that begin with a text, character by character.

import { array, literal } from "../code/code.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { textsOf } from "./readers.js";
import { anyOf, shortest, sourceOf, texts, withPattern } from "./texts.js";

export const startsWith = defineKind<readonly string[]>({
  key: "starts_with",
  about: "The text begins with this, or with one of these.",
  takes: texts,
  short: [{ form: "*_prefix" }],
  on: ["string"],
  read: textsOf(texts),
  text: (values) => `must begin with ${anyOf(values)}`,
  holds: (values, argument) =>
    typeof argument === "string" && values.some((value) => argument.startsWith(value)),
  predicate: (path, values) => predicate("startsWith", path, array(values.map(literal))),
  infers: () => ({ kind: "string" }),
  narrow: (type, values) => withPattern(type, `^${sourceOf(values)}`),
  exact: true,
  limits: (values) => ({ of: "length", lower: shortest(values) }),
  examples: [
    {
      yaml: "ORD-",
      passes: ["ORD-1", "ORD-", "ORD-\ud800"],
      fails: ["ord-1", " ORD-1", "OR", "\uFF2FRD-1", "", 7, null, ["ORD-1"]],
    },
    { yaml: '["a.", é]', passes: ["a.b", "éa"], fails: ["ab", "e\u0301a", "xa."] },
  ],
});
