// `max_length: 10` keeps a string at most so many characters long, counted in Unicode code points as JSON Schema does.

import { literal } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind } from "./constraint.js";
import { predicate } from "./predicates.js";
import { count } from "./readers.js";

export const maxLength = defineKind<number>({
  key: "max_length",
  about: "The text has at most so many characters.",
  takes: "count",
  short: [{ form: "max_*_length" }],
  on: ["string"],
  read: count,
  text: (bound) => `must have at most ${bound} ${bound === 1 ? "character" : "characters"}`,
  holds: (bound, argument) => typeof argument === "string" && [...argument].length <= bound,
  predicate: (path, bound) => predicate("maxLength", path, literal(bound)),
  infers: () => ({ kind: "string" }),
  narrow: (type, bound) =>
    type.kind === "string"
      ? { ...type, maxLength: Math.min(type.maxLength ?? bound, bound) }
      : never,
  exact: true,
  limits: (bound) => ({ of: "length", upper: bound }),
  examples: [
    { yaml: "3", passes: ["", "abc", "日本語", "👍👍👍"], fails: ["abcd", 3, null, ["a"]] },
  ],
});
