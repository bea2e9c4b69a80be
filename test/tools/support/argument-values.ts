// Values for an argument type, right ones and nearly right ones.

import fc from "fast-check";
import type { ArgumentType, ObjectType } from "../../../compiler/tools/argument-type.js";

const texts = fc.constantFrom("", "a", "ab", "processing", "💩", "💩💩", "e\u0301", "x".repeat(7));
// No unsafe integers: arguments with those are malformed before any schema is asked.
const numbers = fc.constantFrom(
  -4,
  -1,
  0,
  0.5,
  1,
  1.5,
  2,
  3,
  100,
  1_000_001,
  Number.MAX_SAFE_INTEGER,
);
const scalars = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null));

const anything: fc.Arbitrary<unknown> = fc.oneof(
  scalars,
  fc.array(scalars, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom("id", "amount", "x"), scalars, { maxKeys: 2 }).map(plain),
);

/** Like the copies that guards check: without a prototype, so that only its own properties count. */
function plain(entries: Iterable<readonly [string, unknown]> | object): object {
  const pairs = Symbol.iterator in entries ? [...entries] : Object.entries(entries);
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, value] of pairs) copy[key] = value;
  return copy;
}

/** Mostly values that the type accepts; now and then, at any depth, something else. */
export function argumentValues(type: ArgumentType): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: likely(type) }, { weight: 1, arbitrary: anything });
}

function likely(type: ArgumentType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "literal":
      return fc.constantFrom(...type.values);
    case "string":
      return texts;
    case "number":
      return numbers;
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(argumentValues(type.items), { maxLength: 4 });
    case "union":
      return fc.oneof(...type.members.map(argumentValues));
    case "object":
      return objects(type);
    case "unknown":
    case "never":
    case "reference":
      return anything;
  }
}

function objects({ properties, additional }: ObjectType): fc.Arbitrary<unknown> {
  const named = [...properties].map(([name, { type, required }]) => {
    const present = argumentValues(type).map((value) => [[name, value] as const]);
    return fc.oneof({ weight: required ? 9 : 2, arbitrary: present }, fc.constant([]));
  });
  const extra = fc
    .tuple(
      fc.constantFrom("extra", "id"),
      additional === null ? anything : argumentValues(additional),
    )
    .map((entry) => [entry]);
  const rest = fc.oneof({ weight: additional === null ? 9 : 2, arbitrary: fc.constant([]) }, extra);
  return fc.tuple(rest, ...named).map((entries) => plain(entries.flat()));
}

/** The same data, like the copies that guards check. */
export function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (typeof value !== "object" || value === null) return value;
  return plain(Object.entries(value).map(([key, item]) => [key, withoutPrototypes(item)] as const));
}
