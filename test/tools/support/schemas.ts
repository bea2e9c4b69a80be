// JSON Schemas of every keyword, at random: small, and with few words, so that their parts meet.

import fc from "fast-check";

export type JsonSchema = boolean | Readonly<Record<string, unknown>>;
type Keywords = fc.Arbitrary<Readonly<Record<string, unknown>>>;

const names = fc.constantFrom("a", "b", "ab", "c");
const scalars = fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 1.5, -1, "", "a", "ab", "💩");

/** Values with the same few words as the schemas. */
export const jsonValues: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalars,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(names, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const kinds = ["string", "number", "integer", "boolean", "null", "array", "object"];
const type = fc.oneof(
  fc.constantFrom(...kinds),
  fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }),
);
const count = fc.nat({ max: 2 });
const bound = fc.constantFrom(-1, 0, 0.5, 1, 2);
const patterns = fc.constantFrom("a", "^a", "b$", "^.$");

/** Some of these keywords, each with its own value. */
function keywords(all: Readonly<Record<string, fc.Arbitrary<unknown>>>, most: number): Keywords {
  const entry = fc
    .constantFrom(...Object.keys(all))
    .chain((keyword) => fc.tuple(fc.constant(keyword), all[keyword] ?? fc.constant(true)));
  return fc.array(entry, { maxLength: most }).map((entries) => Object.fromEntries(entries));
}

const shallow: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  type,
  enum: fc.uniqueArray(jsonValues, { minLength: 1, maxLength: 4 }),
  const: jsonValues,
  minLength: count,
  maxLength: count,
  pattern: patterns,
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: fc.constantFrom(0.5, 1, 2),
  minItems: count,
  maxItems: count,
  uniqueItems: fc.boolean(),
  minProperties: count,
  maxProperties: count,
  required: fc.uniqueArray(names, { maxLength: 2 }),
};

/** A schema nested up to `depth` levels; `references` are those that it may use anywhere. */
export function jsonSchemas(
  depth: number,
  draft: "draft-07" | "2020-12",
  references: readonly string[] = [],
): fc.Arbitrary<JsonSchema> {
  const leaf = fc.oneof({ weight: 6, arbitrary: keywords(shallow, 3) }, fc.boolean());
  if (depth === 0) return leaf;
  const inner = fc.oneof(
    { weight: 4, arbitrary: jsonSchemas(depth - 1, draft, references) },
    ...(references.length === 0
      ? []
      : [fc.constantFrom(...references).map(($ref): JsonSchema => ({ $ref }))]),
  );
  const some = fc.array(inner, { minLength: 1, maxLength: 3 });
  const named = fc.dictionary(names, inner, { maxKeys: 2, noNullPrototype: true });
  const others = fc.uniqueArray(names, { maxLength: 2 });
  const both = {
    ...shallow,
    properties: named,
    patternProperties: fc.dictionary(patterns, inner, { maxKeys: 2, noNullPrototype: true }),
    additionalProperties: inner,
    propertyNames: inner,
    items: inner,
    contains: inner,
    allOf: some,
    anyOf: some,
    oneOf: some,
    not: inner,
    if: inner,
    then: inner,
    else: inner,
    dependencies: fc.dictionary(names, fc.oneof(others, inner), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  };
  const older = {
    ...both,
    items: fc.oneof(inner, some),
    additionalItems: inner,
  };
  const newer = {
    ...both,
    prefixItems: some,
    minContains: count,
    maxContains: count,
    dependentRequired: fc.dictionary(names, others, { maxKeys: 2, noNullPrototype: true }),
    dependentSchemas: named,
    unevaluatedProperties: inner,
    unevaluatedItems: inner,
  };
  const all = keywords(draft === "2020-12" ? newer : older, 5).map(withoutForgotten);
  return fc.oneof({ weight: 5, arbitrary: all }, leaf);
}

/** An empty array has no item that fits `contains`, which ajv forgets beside items by place. */
function withoutForgotten(schema: Readonly<Record<string, unknown>>): JsonSchema {
  const { contains: _, ...others } = schema;
  return "prefixItems" in schema || Array.isArray(schema["items"]) ? others : schema;
}
