// `pattern: "ORD-[0-9]{6}"` keeps a string to a regular expression: always the whole string, always in linear time.

import { matches } from "@authensor/safeclaw-runtime/policy";
import { type Code, literal, regexp } from "../code/code.js";
import { never } from "../tools/argument-type.js";
import { defineKind, type Reader } from "./constraint.js";
import { linearRegExp } from "./linear-regexp.js";
import { mostText } from "./most-text.js";
import { predicate, sameAs } from "./predicates.js";

export interface Pattern {
  readonly written: string;
  /** The same as source of a JavaScript RegExp, anchored at both ends. */
  readonly source: string;
  /** With at most so many characters it is matched, where a call may hold more. */
  readonly mostText?: number;
}

/** `part` is the kind that asks for what may stand anywhere in a text. */
export function patternBeside(part: "contains" | "not_contains"): Reader<Pattern> {
  return (value) => {
    const help = "write a regular expression as a quoted string";
    if (value.kind !== "string" || value.value === "") return { problem: "is not a pattern", help };
    const translated = linearRegExp(value.value);
    if ("source" in translated) {
      const { source, steps } = translated;
      const most = mostText(steps);
      return { value: { written: value.value, source, ...(most !== null && { mostText: most }) } };
    }
    const text = textWithin(value.value);
    return text === undefined
      ? translated
      : { ...translated, help: `write \`${part}: ${JSON.stringify(text)}\` instead` };
  };
}

/** What the runtime's predicate takes beside the path. */
export function asked({ source, mostText: most }: Pattern): readonly Code[] {
  return [regexp(source), ...(most === undefined ? [] : [literal(most)])];
}

/** The text of `.*text.*`. */
function textWithin(pattern: string): string | undefined {
  const part = /^\.\*((?:[^\\^$.*+?()[\]{}|]|\\[^\w\s])+)\.\*$/u.exec(pattern)?.[1];
  return part?.replaceAll(/\\(.)/gu, "$1");
}

export const matching = defineKind<Pattern>({
  key: "pattern",
  about: "The whole text matches this regular expression.",
  takes: "pattern",
  short: [{ form: "*_pattern" }],
  on: ["string"],
  read: patternBeside("contains"),
  text: ({ written }) => `must match the pattern ${written}`,
  holds: sameAs((path, { source, mostText: most }) => matches(path, new RegExp(source, "u"), most)),
  predicate: (path, pattern) => predicate("matches", path, ...asked(pattern)),
  mostText: ({ mostText: most }) => most,
  infers: () => ({ kind: "string" }),
  narrow: (type, { source }) =>
    type.kind === "string"
      ? { ...type, patterns: [...(type.patterns ?? []), { source, flags: "u" }] }
      : never,
  // But for text that is too long to be matched.
  exact: true,
  examples: [
    {
      yaml: '"ORD-[0-9]{6}"',
      passes: ["ORD-123456"],
      fails: [
        "ORD-12345",
        "ORD-1234567",
        "xORD-123456",
        "ORD-123456\n",
        "ord-123456",
        123456,
        null,
      ],
    },
    { yaml: "'.'", passes: ["a", "é", "👍"], fails: ["", "ab", "\n"] },
    { yaml: '"a|b"', passes: ["a", "b"], fails: ["ab", "xa", "bx", "A", ""] },
    { yaml: "'.\\s'", passes: ["a ", "\r\t"], fails: ["\n ", "a\u00a0", "a", "ba ", "a b"] },
  ],
});
