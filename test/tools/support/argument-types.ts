// Argument types of every kind, at random.

import fc from "fast-check";
import type { ArgumentType, ObjectType, Property } from "../../../compiler/tools/argument-type.js";

const names = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("id", "amount", "order_id", "status", "a_rather_long_argument_name"),
  },
  fc.constantFrom(
    "-A",
    "{{userId}}",
    "a.b",
    "naïve",
    "with space",
    "class",
    "toString",
    'quo"te',
    "new\nline",
    "\\",
    "💩",
    "",
    "1",
  ),
);

const texts = fc.oneof(
  fc.constantFrom(
    "processing",
    "shipped",
    "delivered",
    "",
    'say "hi"',
    "`$\u007bx}`",
    "*/",
    "\u2028",
    "💩",
  ),
  fc.string({ maxLength: 30 }),
);

const scalars = fc.oneof(texts, fc.integer(), fc.constantFrom(0.5, -1.25, true, false, null));

function bounds(min: string, max: string): fc.Arbitrary<Record<string, number>> {
  return fc
    .record(
      { [min]: fc.integer({ min: 0, max: 3 }), [max]: fc.integer({ min: 1, max: 6 }) },
      { requiredKeys: [] },
    )
    .map((found) =>
      Object.fromEntries(Object.entries(found).map(([key, value]) => [key, value ?? 0])),
    );
}

const string: fc.Arbitrary<ArgumentType> = bounds("minLength", "maxLength").map((found) => ({
  kind: "string",
  ...found,
}));

const number: fc.Arbitrary<ArgumentType> = fc
  .tuple(
    fc.boolean(),
    fc.record(
      {
        minimum: fc.integer({ min: -3, max: 3 }),
        maximum: fc.integer({ min: -3, max: 1_000_000 }),
        exclusiveMinimum: fc.constantFrom(-2, 0.5),
        exclusiveMaximum: fc.constantFrom(2, 99.5),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([integer, found]) => ({ kind: "number", integer, ...found }));

const literals: fc.Arbitrary<ArgumentType> = fc
  .uniqueArray(scalars, { minLength: 1, maxLength: 8 })
  .map((values) => ({ kind: "literal", values }));

const leaves: fc.Arbitrary<ArgumentType> = fc.oneof(
  string,
  number,
  literals,
  fc.constantFrom<ArgumentType>({ kind: "boolean" }, { kind: "null" }, { kind: "unknown" }),
);

/** A type nested up to `depth` levels. */
export function argumentTypes(depth: number): fc.Arbitrary<ArgumentType> {
  if (depth === 0) return leaves;
  const inner = argumentTypes(depth - 1);
  const arrays: fc.Arbitrary<ArgumentType> = fc
    .tuple(inner, bounds("minItems", "maxItems"))
    .map(([items, found]) => ({ kind: "array", items, ...found }));
  const unions: fc.Arbitrary<ArgumentType> = fc
    .array(
      inner.filter(({ kind }) => kind !== "union" && kind !== "unknown"),
      { minLength: 2, maxLength: 4 },
    )
    .map((members) => ({ kind: "union", members }));
  return fc.oneof({ weight: 2, arbitrary: leaves }, arrays, unions, objectTypes(depth));
}

export function objectTypes(depth: number): fc.Arbitrary<ObjectType> {
  const inner = argumentTypes(Math.max(0, depth - 1));
  const property: fc.Arbitrary<Property> = fc.record({
    type: inner,
    required: fc.boolean(),
    description: fc.option(texts, { nil: null }),
  });
  const additional = fc.oneof(
    fc.constantFrom<ArgumentType | null>(null, { kind: "unknown" }),
    inner,
  );
  return fc
    .tuple(
      fc.uniqueArray(names, { maxLength: 5 }),
      fc.array(property, { minLength: 5, maxLength: 5 }),
      additional,
    )
    .map(([keys, found, rest]) => ({
      kind: "object",
      properties: new Map(
        keys.flatMap((key, index) => {
          const value = found[index];
          return value === undefined ? [] : [[key, value] as const];
        }),
      ),
      additional: rest,
    }));
}
