// Types as code, laid out as Prettier does it.

import { type Code, code, joined, make } from "./code.js";
import { builders, type Doc } from "./layout.js";

const { group, ifBreak, indent, join, line, softline } = builders;

/** `Name<A, B>`. Prettier keeps a single argument beside its brackets where that is a plain name or an object. */
export function generic(name: Code, args: readonly Code[], beside = false): Code {
  const list = join(
    [",", line],
    args.map(({ doc }) => doc),
  );
  const inside = beside ? list : group([indent([softline, list]), softline]);
  return make([name.doc, "<", inside, ">"], [name, ...args]);
}

/** `{ a: A; b: B }`, on one line where it fits. */
export function typeLiteral(items: readonly Code[]): Code {
  const list = join(
    [";", line],
    items.map(({ doc }) => doc),
  );
  return make(group(["{", indent([line, list]), ifBreak(";"), line, "}"]), items);
}

/** `readonly [A, B]`, on one line where it fits. */
export function tupleType(items: readonly Code[]): Code {
  return make(["readonly ", tupleDoc(items)], items);
}

/** `[A, B?, ...C[]]`, on one line where it fits. */
export function openTupleType(items: readonly Code[]): Code {
  return make(tupleDoc(items), items);
}

function tupleDoc(items: readonly Code[]): Doc {
  const list = join(
    [",", line],
    items.map(({ doc }) => doc),
  );
  return group(["[", indent([softline, list]), ifBreak(","), softline, "]"]);
}

/** Where a union stands. Prettier indents it in a property, and lays it flush in brackets of its own. */
export type UnionPlace = "property" | "argument" | "array" | "tuple";

/** `A | B`; as the items of an array in parentheses. */
export function unionType(items: readonly Code[], place: UnionPlace): Code {
  const [first, second] = items;
  if (first !== undefined && second === undefined) return first;
  const list = join(
    [line, "| "],
    items.map(({ doc }) => builders.align(2, doc)),
  );
  const layouts: Readonly<Record<UnionPlace, Doc>> = {
    property: group(indent([softline, group([ifBreak("| "), list])])),
    argument: group([ifBreak("| "), list]),
    tuple: group([
      indent([ifBreak(["(", softline]), group([ifBreak("| "), list])]),
      softline,
      ifBreak(")"),
    ]),
    array: ["(", group([indent([softline, group([ifBreak("| "), list])]), softline]), ")"],
  };
  return make(layouts[place], items);
}

/** `{ … } | null`, which Prettier keeps together. */
export function nullableType(items: readonly Code[], place: UnionPlace): Code {
  const both = joined(items, " | ");
  return place === "array" ? code`(${both})` : both;
}

/** `A & B` of named types, on one line where it fits. */
export function intersectionType(items: readonly Code[]): Code {
  const [first, ...others] = items.map(({ doc }) => doc);
  return make(
    group([first ?? "unknown", ...others.map((doc) => indent([" &", line, doc]))]),
    items,
  );
}
