// The kinds of value an argument may have, as constraints see them.

import type { ArgumentType } from "../tools/argument-type.js";
import type { Scalar } from "./constraint.js";

export type ValueKind = "string" | "number" | "boolean" | "array" | "object";

/** The kinds a value of this type may have; null is none of them. Undefined: nothing is known. */
export function valueKinds(type: ArgumentType): ReadonlySet<ValueKind> | undefined {
  if (type.kind === "literal") return new Set(type.values.flatMap(kindOfScalar));
  if (type.kind !== "union") return alone[type.kind];
  const kinds = type.members.map(valueKinds);
  if (!kinds.every((known) => known !== undefined)) return undefined;
  return new Set(kinds.flatMap((known) => [...known]));
}

const alone: Readonly<Partial<Record<ArgumentType["kind"], ReadonlySet<ValueKind>>>> = {
  null: new Set(),
  never: new Set(),
  string: new Set(["string"]),
  number: new Set(["number"]),
  boolean: new Set(["boolean"]),
  array: new Set(["array"]),
  object: new Set(["object"]),
};

/** True where the type has values of these kinds only, null aside, so that the constraint means something. */
export function standsOn(type: ArgumentType, on: readonly ValueKind[]): boolean {
  const kinds = valueKinds(type);
  return kinds === undefined || (kinds.size > 0 && [...kinds].every((kind) => on.includes(kind)));
}

/** True where the type can have this value, bounds aside. */
export function canBe(type: ArgumentType, value: Scalar): boolean {
  if (type.kind === "literal") return type.values.includes(value);
  if (type.kind === "union") return type.members.some((member) => canBe(member, value));
  if (type.kind === "number")
    return typeof value === "number" && (!type.integer || Number.isInteger(value));
  return ["unknown", "reference", typeof value].includes(type.kind);
}

/** The values of a type that has only a few; null where there are too many to list. */
export function finiteValues(type: ArgumentType): readonly Scalar[] | null {
  if (type.kind === "literal") return type.values.filter((value) => value !== null);
  if (type.kind === "boolean") return [true, false];
  if (type.kind === "null" || type.kind === "never") return [];
  if (type.kind !== "union") return null;
  const lists = type.members.map(finiteValues);
  return lists.every((list) => list !== null) ? lists.flat() : null;
}

/** What people call a type in a message. */
export function nameOfType(type: ArgumentType): string {
  if (type.kind === "never") return "never there";
  const kinds = valueKinds(type);
  if (kinds === undefined) return "of any type";
  const names = [...kinds].map((kind) =>
    kind === "array" || kind === "object" ? `an ${kind}` : `a ${kind}`,
  );
  return names.length === 0 ? "null" : names.join(" or ");
}

function kindOfScalar(value: Scalar | null): ValueKind[] {
  const kind = typeof value;
  return kind === "string" || kind === "number" || kind === "boolean" ? [kind] : [];
}
