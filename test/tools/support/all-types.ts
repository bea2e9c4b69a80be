// Argument types with all that they can say, at random, and definitions for their references.

import fc from "fast-check";
import type {
  ArgumentType,
  Check,
  Contains,
  Definitions,
  ObjectType,
  PatternProperties,
  RegularExpression,
  StringFormat,
} from "../../../compiler/tools/argument-type.js";
import { argumentTypes, objectTypes } from "./argument-types.js";

/** Types that contain themselves, in each of the ways in which one can. */
export const definitions: Definitions = new Map<string, ArgumentType>([
  [
    "node",
    {
      kind: "object",
      properties: new Map([
        ["value", { type: { kind: "number", integer: false }, required: true, description: null }],
        [
          "children",
          {
            type: { kind: "array", items: { kind: "reference", name: "node" } },
            required: false,
            description: "Further nodes.",
          },
        ],
      ]),
      additional: null,
    },
  ],
  [
    "any json",
    {
      kind: "union",
      members: [
        { kind: "string", maxLength: 3 },
        { kind: "null" },
        { kind: "array", items: { kind: "reference", name: "any json" } },
        {
          kind: "object",
          properties: new Map(),
          additional: { kind: "reference", name: "any json" },
        },
      ],
    },
  ],
  [
    "Even/Odd",
    {
      kind: "array",
      prefix: [{ kind: "reference", name: "node" }],
      items: { kind: "never" },
      checks: [
        {
          kind: "not",
          type: {
            kind: "array",
            items: { kind: "array", items: { kind: "reference", name: "Even/Odd" } },
            minItems: 1,
          },
        },
      ],
    },
  ],
]);

/** How they are called in generated code. */
export const declaredNames = new Map([
  ["node", "TreeNode"],
  ["any json", `TreeAny${"Json".repeat(9)}`],
  ["Even/Odd", "TreeEvenOdd"],
]);

const patterns: fc.Arbitrary<RegularExpression> = fc.constantFrom(
  { source: "^a", flags: "u" },
  { source: "^[a-z_]+$", flags: "u" },
  { source: "^\\p{L}*$", flags: "u" },
  { source: "/|\u2028|\\n", flags: "u" },
  { source: "O", flags: "i" },
  { source: "", flags: "u" },
);

const formats: fc.Arbitrary<StringFormat> = fc.constantFrom<StringFormat>(
  { of: "json-schema", name: "date" },
  { of: "json-schema", name: "email" },
  { of: "json-schema", name: "ipv4" },
  { of: "zod", name: "email" },
  { of: "zod", name: "iso.date" },
);

const names = fc.constantFrom("id", "amount", "constructor", "hasOwnProperty", "x", 'a"b');

const strings: fc.Arbitrary<ArgumentType> = fc
  .record({ patterns: fc.array(patterns, { maxLength: 2 }), formats: few(formats) })
  .map((found) => ({ kind: "string", ...found }));

const numbers: fc.Arbitrary<ArgumentType> = fc
  .tuple(fc.boolean(), few(fc.constantFrom(1, 2, 3, 0.5, 0.1, 0.01, 1e-6)))
  .map(([integer, multiplesOf]) => ({ kind: "number", integer, multiplesOf }));

const references: fc.Arbitrary<ArgumentType> = fc
  .constantFrom(...definitions.keys())
  .map((name) => ({ kind: "reference", name }));

const leaves = fc.oneof(strings, numbers, references, fc.constant<ArgumentType>({ kind: "never" }));

/** A type nested up to `depth` levels. */
export function allTypes(depth: number): fc.Arbitrary<ArgumentType> {
  const simple = fc.oneof(leaves, argumentTypes(0));
  if (depth === 0) return simple;
  const inner = allTypes(depth - 1);
  const unions: fc.Arbitrary<ArgumentType> = fc
    .array(inner, { minLength: 2, maxLength: 4 })
    .map((members) => ({ kind: "union", members }));
  return checked(
    fc.oneof({ weight: 2, arbitrary: simple }, arrays(inner), unions, allObjects(depth)),
    depth - 1,
  );
}

function arrays(inner: fc.Arbitrary<ArgumentType>): fc.Arbitrary<ArgumentType> {
  const contains: fc.Arbitrary<Contains> = fc.record({
    type: inner,
    min: fc.integer({ min: 0, max: 2 }),
    max: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  });
  return fc
    .tuple(
      inner,
      fc.oneof(fc.constant([]), fc.array(inner, { maxLength: 3 })),
      few(contains),
      fc.boolean(),
      bounds("minItems", "maxItems"),
    )
    .map(([items, prefix, wanted, uniqueItems, found]) => ({
      kind: "array",
      items,
      ...(prefix.length === 0 ? {} : { prefix }),
      ...(uniqueItems ? { uniqueItems } : {}),
      contains: wanted,
      ...found,
    }));
}

/** An object nested up to `depth` levels. */
export function allObjects(depth: number): fc.Arbitrary<ObjectType> {
  const inner = allTypes(Math.max(0, depth - 1));
  const matching: fc.Arbitrary<PatternProperties> = fc.record({ pattern: patterns, type: inner });
  const required: fc.Arbitrary<[string, readonly string[]]> = fc.tuple(names, fc.array(names));
  return fc
    .tuple(
      objectTypes(depth),
      fc.dictionary(names, inner, { maxKeys: 3 }),
      few(matching).map(oncePerPattern),
      few(inner),
      few(required),
      fc.oneof(fc.constant({}), bounds("minProperties", "maxProperties")),
    )
    .map(([object, further, found, [nameType], dependent, limits]) => ({
      ...object,
      properties: new Map([
        ...object.properties,
        ...Object.entries(further).map(
          ([name, type]) => [name, { type, required: false, description: null }] as const,
        ),
      ]),
      ...(found.length === 0 ? {} : { patterns: found }),
      ...(nameType === undefined ? {} : { names: nameType }),
      ...(dependent.length === 0 ? {} : { dependentRequired: new Map(dependent) }),
      ...limits,
    }));
}

/** Now and then a type that asks more: something else, or what it is anyway. */
function checked(types: fc.Arbitrary<ArgumentType>, depth: number): fc.Arbitrary<ArgumentType> {
  const asked = types.chain((type) => {
    const again = fc.constantFrom<ArgumentType>(type, { kind: "unknown" });
    const checks = fc.array(check(fc.oneof(allTypes(depth), again)), {
      minLength: 1,
      maxLength: 2,
    });
    return checks.map((found) => ({ ...type, checks: found }));
  });
  return fc.oneof({ weight: 3, arbitrary: types }, { weight: 2, arbitrary: asked });
}

function check(inner: fc.Arbitrary<ArgumentType>): fc.Arbitrary<Check> {
  const lists: fc.Arbitrary<Check> = fc.record({
    kind: fc.constantFrom("any", "one"),
    types: fc.array(inner, { minLength: 1, maxLength: 3 }),
  });
  const singles: fc.Arbitrary<Check> = fc.record({
    kind: fc.constantFrom("all", "not"),
    type: inner,
  });
  const branch = fc.option(inner, { nil: null });
  const conditions: fc.Arbitrary<Check> = fc
    .tuple(inner, branch, branch)
    .map(([condition, then, otherwise]) => ({ kind: "if", condition, then, otherwise }));
  return fc.oneof(lists, singles, conditions);
}

/** As all types have it, for JSON Schema has a pattern as a key. */
function oncePerPattern(found: readonly PatternProperties[]): readonly PatternProperties[] {
  return [...new Map(found.map((each) => [each.pattern.source, each])).values()];
}

/** Mostly none. */
function few<T>(items: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<T[]>([]) },
    fc.array(items, { minLength: 1, maxLength: 2 }),
  );
}

function bounds(min: string, max: string): fc.Arbitrary<Record<string, number>> {
  const limits = { [min]: fc.integer({ min: 0, max: 3 }), [max]: fc.integer({ min: 1, max: 6 }) };
  return fc
    .record(limits, { requiredKeys: [] })
    .map((found) =>
      Object.fromEntries(Object.entries(found).map(([key, value]) => [key, value ?? 0])),
    );
}
