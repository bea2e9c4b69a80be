// `contains: urgent` asks for a text within a string, or for an item in a list; of several, for all of them.

import { contains as doesContain } from "@authensor/safeclaw-runtime/policy";
import { type ArgumentType, never } from "../tools/argument-type.js";
import { defineKind, type NarrowableType, type Scalar } from "./constraint.js";
import { listed } from "./in.js";
import { itemsOf } from "./items.js";
import { literals, predicate, sameAs } from "./predicates.js";
import { parts } from "./readers.js";
import { sourceOf, withPattern } from "./texts.js";
import { valueKinds } from "./value-kinds.js";

export const contains = defineKind<readonly Scalar[]>({
  key: "contains",
  about: "The text has this in it, or the list has it among its items; of several, all of them.",
  takes: "parts",
  short: [],
  on: ["string", "array"],
  read: parts,
  text: (values) => `must contain ${listed(values)}`,
  holds: sameAs(doesContain),
  predicate: (path, values) => predicate("contains", path, literals(values)),
  infers: () => null,
  narrow,
  exact: true,
  names: (values) => values,
  namesOf: holderOf,
  examples: [
    {
      yaml: "a.b",
      passes: ["xa.by", "a.b", ["a.b"], [1, "a.b", null]],
      fails: ["a-b", "A.B", "", ["xa.by"], [["a.b"]], [], { "a.b": 1 }, 7, null],
    },
    { yaml: "[1, x]", passes: [["x", 1]], fails: [["x"], [1], ["1", "x"], "1x", [true, "x"]] },
  ],
});

function narrow(type: NarrowableType, values: readonly Scalar[]): ArgumentType {
  if (type.kind === "array") {
    const wanted = values.map((value) => ({
      type: { kind: "literal", values: [value] } as const,
      min: 1,
      max: null,
    }));
    return { ...type, contains: [...(type.contains ?? []), ...wanted] };
  }
  return values.reduce<ArgumentType>(
    (left, value) => (typeof value === "string" ? withPattern(left, sourceOf([value])) : never),
    type,
  );
}

/** What a named value must be one of: the items of a list, or texts. */
export function holderOf(type: ArgumentType): ArgumentType {
  const kinds = valueKinds(type);
  if (kinds?.has("string")) return { kind: kinds.size === 1 ? "string" : "unknown" };
  return itemsOf(type);
}
