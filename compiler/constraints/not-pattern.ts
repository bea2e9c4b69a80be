// `not_pattern: "tmp-.*"` keeps a string off a regular expression: what the whole of it matches fails.

import { matchesNot } from "@authensor/safeclaw-runtime/policy";
import { defineKind } from "./constraint.js";
import { asked, type Pattern, patternBeside } from "./pattern.js";
import { predicate, sameAs } from "./predicates.js";

export const notMatching = defineKind<Pattern>({
  key: "not_pattern",
  about: "The whole text does not match this regular expression.",
  takes: "pattern",
  short: [],
  on: ["string"],
  read: patternBeside("not_contains"),
  text: ({ written }) => `must not match the pattern ${written}`,
  holds: sameAs((path, { source, mostText }) =>
    matchesNot(path, new RegExp(source, "u"), mostText),
  ),
  predicate: (path, pattern) => predicate("matchesNot", path, ...asked(pattern)),
  mostText: ({ mostText }) => mostText,
  infers: () => ({ kind: "string" }),
  narrow: () => null,
  exact: false,
  examples: [
    {
      yaml: '"(tmp|test)-.*"',
      passes: ["ORD-1", "", "xtmp-1", "TMP-1", "tmp", "tmp-\n"],
      fails: ["tmp-1", "test-", "a\ud800", 7, null, ["ORD-1"]],
    },
    { yaml: "'.'", passes: ["", "ab"], fails: ["a", "é", "👍"] },
  ],
});
