// Whether an argument of some type can have a text, and pass some constraints with it.

import type { Constraint } from "../../constraints/constraint.js";
import { equals } from "../../constraints/equals.js";
import type { ArgumentType, Definitions } from "../../tools/argument-type.js";
import { findValue } from "./find-value.js";

export function canBe(
  text: string,
  type: ArgumentType,
  constraints: readonly Constraint[],
  definitions: Definitions,
): boolean {
  const same = equals.read({ kind: "string", value: text, range: { start: 0, end: 0 } });
  const passes = "value" in same ? [same.value, ...constraints] : constraints;
  return findValue(type, { passes, fails: null }, definitions).kind === "value";
}
