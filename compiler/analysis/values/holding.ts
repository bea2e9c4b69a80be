// Whether an argument of some type can have a text, or a list of it, and pass some constraints with it.

import type { Constraint } from "../../constraints/constraint.js";
import { ofEach } from "../../constraints/each.js";
import { equals } from "../../constraints/equals.js";
import { minItems } from "../../constraints/min-items.js";
import type { ArgumentType, Definitions } from "../../tools/argument-type.js";
import { findValue } from "./find-value.js";
import type { Json, Wanted } from "./found.js";

const range = { start: 0, end: 0 };

export function canBe(
  text: string,
  type: ArgumentType,
  passes: readonly Constraint[],
  definitions: Definitions,
): boolean {
  return findHolding(text, null, type, { passes, fails: null }, definitions) !== null;
}

/** The text, or a list of nothing else where it is an item that is spoken of; null where no such value is found. */
export function findHolding(
  text: string,
  item: Constraint | null,
  type: ArgumentType,
  { passes, fails }: Wanted,
  definitions: Definitions,
): Json | null {
  const wanted = { passes: [...isOf(text, item), ...passes], fails };
  const found = findValue(type, wanted, definitions);
  return found.kind === "value" ? found.value : null;
}

function isOf(text: string, item: Constraint | null): readonly Constraint[] {
  if (item !== null) {
    const some = minItems.read({ kind: "number", value: 1, range });
    return [...isOf(text, item.item).map(ofEach), ...("value" in some ? [some.value] : [])];
  }
  const same = equals.read({ kind: "string", value: text, range });
  return "value" in same ? [same.value] : [];
}
