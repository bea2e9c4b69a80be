// `ends_with: .pdf` keeps a string to those that end with a text, character by character.

import { array, literal } from "../code/code.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { textsOf } from "./readers.js";
import { anyOf, shortest, sourceOf, texts, withPattern } from "./texts.js";

export const endsWith = defineKind<readonly string[]>({
  key: "ends_with",
  about: "The text ends with this, or with one of these.",
  takes: texts,
  short: [],
  on: ["string"],
  read: textsOf(texts),
  text: (values) => `must end with ${anyOf(values)}`,
  holds: (values, argument) =>
    typeof argument === "string" && values.some((value) => argument.endsWith(value)),
  predicate: (path, values) => predicate("endsWith", path, array(values.map(literal))),
  infers: () => ({ kind: "string" }),
  narrow: (type, values) => withPattern(type, `${sourceOf(values)}$`),
  exact: true,
  limits: (values) => ({ of: "length", lower: shortest(values) }),
  examples: [
    {
      yaml: ".pdf",
      passes: ["a.pdf", ".pdf", "a\n.pdf"],
      fails: ["a.PDF", "a.pdf\n", "a.pdf ", "apdf", "a.pdf\0", "", 7, null, ["a.pdf"]],
    },
    { yaml: "[a, '$']", passes: ["xa", "US$"], fails: ["ax", "a$x"] },
  ],
});
