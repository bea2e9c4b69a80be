// `each: { max_length: 20 }` asks of every item of a list what any other kind asks of an argument.

import { array, literal } from "../code/code.js";
import { type ArgumentType, type Definitions, never } from "../tools/argument-type.js";
import type { Constraint, NarrowableType } from "./constraint.js";
import { narrowType } from "./narrow-type.js";
import { predicate } from "./predicates.js";

export const each = {
  key: "each",
  about: "What each item of the list must be.",
  on: ["array"],
} as const;

/** The constraint on a list that each of its items satisfies this one. */
export function ofEach(item: Constraint): Constraint {
  const { holds, mostText } = item;
  return {
    kind: each.key,
    on: each.on,
    value: [item.kind, item.value],
    text: item.kind === each.key ? item.text : item.text.replace("must ", "must each "),
    infers: { kind: "array", items: { kind: "unknown" } },
    narrow: (type, definitions) => narrowItems(type, item, definitions),
    exact: item.exact,
    // Of an item, too.
    names: item.names,
    namesOf: item.namesOf,
    values: null,
    limits: null,
    mostText,
    item,
    // But for lists with more text than it is asked of.
    holds: holds && ((argument) => Array.isArray(argument) && argument.every(holds)),
    predicate: (path) => {
      const most = mostText === null ? [] : [literal(mostText)];
      return predicate("each", path, item.predicate(array([])), ...most);
    },
  };
}

function narrowItems(
  type: NarrowableType,
  item: Constraint,
  definitions: Definitions,
): ArgumentType | null {
  if (type.kind !== "array") return never;
  const narrowed = (items: ArgumentType) =>
    items.kind === "never" ? items : narrowType(items, item, definitions);
  const prefix = (type.prefix ?? []).map(narrowed);
  const items = narrowed(type.items);
  if (items === null || !prefix.every((each) => each !== null)) return null;
  return { ...type, items, ...(type.prefix === undefined ? {} : { prefix }) };
}
