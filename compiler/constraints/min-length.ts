// `min_length: 10` keeps a string at least so many characters long, counted in Unicode code points as JSON Schema does.

import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { count } from "./readers.js";

export const minLength = defineKind<number>({
  key: "min_length",
  about: "The text has at least so many characters.",
  takes: "count",
  short: [{ form: "min_*_length" }],
  on: ["string"],
  read: count,
  text: (bound) => `must have at least ${bound} ${bound === 1 ? "character" : "characters"}`,
  holds: (bound, argument) => typeof argument === "string" && [...argument].length >= bound,
  predicate: (path, bound) => predicate("minLength", path, literal(bound)),
  infers: () => ({ kind: "string" }),
  narrow: (type, bound) =>
    type.kind === "string"
      ? { ...type, minLength: Math.max(type.minLength ?? bound, bound) }
      : never,
  exact: true,
  limits: (bound) => ({ of: "length", lower: bound }),
  examples: [{ yaml: "2", passes: ["ab", "日本", "👍👍"], fails: ["", "a", "👍", 12, null] }],
});
