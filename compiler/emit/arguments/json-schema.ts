// An argument type as JSON Schema (2020-12), for the tool definitions that the model is given.

import {
  type ArgumentType,
  type ArrayType,
  type Check,
  type Definitions,
  isAnything,
  type JsonSchemaFormat,
  jsonSchemaFormats,
  type NumberType,
  noDefinitions,
  type ObjectType,
  type Property,
  type RegularExpression,
  type StringFormat,
  type StringType,
} from "../../tools/argument-type.js";

type JsonSchema = Readonly<Record<string, unknown>>;

/** Plain data; keys in a fixed order. */
export function jsonSchema(
  type: ArgumentType,
  definitions: Definitions = noDefinitions,
): JsonSchema {
  const root = schema(type);
  if (definitions.size === 0) return root;
  const named = [...definitions].map(([name, definition]) => [name, schema(definition)]);
  return { ...root, $defs: Object.fromEntries(named) };
}

function schema(type: ArgumentType): JsonSchema {
  const { description, checks = [] } = type;
  const [base = {}, ...further] = [...keywords(type), ...checks.flatMap(checkKeywords)];
  const all = checks.flatMap((check) => (check.kind === "all" ? [schema(check.type)] : []));
  const whole = together(base, further, all);
  return description === undefined ? whole : { ...whole, description };
}

/** One schema of all parts; those with a keyword that is taken go into its `allOf`, as `all` does. */
function together(
  base: JsonSchema,
  further: readonly JsonSchema[],
  all: readonly JsonSchema[],
): JsonSchema {
  const whole: Record<string, unknown> = { ...base };
  const others = [...all];
  for (const part of further) {
    if (Object.keys(part).some((keyword) => Object.hasOwn(whole, keyword))) others.push(part);
    else Object.assign(whole, part);
  }
  return others.length === 0 ? whole : { ...whole, allOf: others };
}

/** The type without its checks: what belongs together first, then what can stand alone. */
function keywords(type: ArgumentType): readonly JsonSchema[] {
  switch (type.kind) {
    case "string":
      return stringKeywords(type);
    case "number":
      return numberKeywords(type);
    case "boolean":
    case "null":
      return [{ type: type.kind }];
    case "literal":
      return [{ ...literalType(type.values), enum: type.values }];
    case "array":
      return arrayKeywords(type);
    case "object":
      return [objectKeywords(type)];
    case "union":
      return [{ anyOf: type.members.map(schema) }];
    case "unknown":
      return [{}];
    case "never":
      return [{ not: {} }];
    case "reference":
      return [{ $ref: `#/$defs/${pointer(type.name)}` }];
  }
}

function stringKeywords({
  minLength,
  maxLength,
  patterns = [],
  formats = [],
}: StringType): readonly JsonSchema[] {
  return [
    { type: "string", ...given({ minLength, maxLength }) },
    ...patterns.filter(isJsonSchemas).map(({ source }) => ({ pattern: source })),
    ...formats.map(formatName).flatMap((format) => (format === null ? [] : [{ format }])),
  ];
}

/** True where the pattern means the same in JSON Schema, which has no flags. */
function isJsonSchemas({ flags }: RegularExpression): boolean {
  return flags === "" || flags === "u";
}

const zodsNames: ReadonlyMap<string, JsonSchemaFormat | "duration"> = new Map([
  ["url", "uri"],
  ["iso.date", "date"],
  ["iso.time", "time"],
  ["iso.datetime", "date-time"],
  ["iso.duration", "duration"],
]);

/** Null for what zod checks and JSON Schema has no name for. */
function formatName({ of, name }: StringFormat): string | null {
  if (of === "json-schema") return name;
  return zodsNames.get(name) ?? jsonSchemaFormats.find((known) => known === name) ?? null;
}

function numberKeywords(type: NumberType): readonly JsonSchema[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multiplesOf = [] } = type;
  const bounds = given({ minimum, exclusiveMinimum, maximum, exclusiveMaximum });
  return [
    { type: type.integer ? "integer" : "number", ...bounds },
    ...multiplesOf.map((multipleOf) => ({ multipleOf })),
  ];
}

function arrayKeywords(type: ArrayType): readonly JsonSchema[] {
  const { prefix, items, minItems, maxItems, uniqueItems, contains = [] } = type;
  const first = prefix === undefined ? {} : { prefixItems: prefix.map(schema) };
  const rest = items.kind === "never" ? false : schema(items);
  const bounds = given({ minItems, maxItems, uniqueItems });
  return [
    { type: "array", ...first, items: rest, ...bounds },
    ...contains.map(({ type: wanted, min, max }) => ({
      contains: schema(wanted),
      minContains: min,
      ...(max === null ? {} : { maxContains: max }),
    })),
  ];
}

function objectKeywords(type: ObjectType): JsonSchema {
  const { properties, patterns = [], additional, names, dependentRequired = new Map() } = type;
  const named = [...properties].map(([name, property]) => [name, propertySchema(property)]);
  const required = [...properties]
    .filter(([, property]) => property.required)
    .map(([name]) => name);
  const matching = patterns.map(({ pattern, type: part }) => [pattern.source, schema(part)]);
  return {
    type: "object",
    properties: Object.fromEntries(named),
    ...(required.length === 0 ? {} : { required }),
    ...(matching.length === 0 ? {} : { patternProperties: Object.fromEntries(matching) }),
    ...(additional !== null && isAnything(additional)
      ? {}
      : { additionalProperties: additional === null ? false : schema(additional) }),
    ...(names === undefined ? {} : { propertyNames: schema(names) }),
    ...given({ minProperties: type.minProperties, maxProperties: type.maxProperties }),
    ...(dependentRequired.size === 0
      ? {}
      : { dependentRequired: Object.fromEntries(dependentRequired) }),
  };
}

export function propertySchema({ type, description }: Property): JsonSchema {
  return { ...schema(type), ...(description === null ? {} : { description }) };
}

function checkKeywords(check: Check): readonly JsonSchema[] {
  switch (check.kind) {
    case "any":
      return [{ anyOf: check.types.map(schema) }];
    case "one":
      return [{ oneOf: check.types.map(schema) }];
    case "all":
      return [];
    case "not":
      return [{ not: schema(check.type) }];
    case "if": {
      const parts = [
        ["if", check.condition],
        ["then", check.then],
        ["else", check.otherwise],
      ] as const;
      const there = parts.flatMap(([key, part]) => (part === null ? [] : [[key, schema(part)]]));
      return [Object.fromEntries(there)];
    }
  }
}

/** The types that the values have. */
function literalType(values: readonly unknown[]): JsonSchema {
  const [only, ...others] = new Set(
    values.map((value) => (value === null ? "null" : typeof value)),
  );
  return { type: others.length === 0 ? only : [only, ...others] };
}

/** A name as part of a JSON pointer in a URI. */
function pointer(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function given(keywords: Readonly<Record<string, number | boolean | undefined>>): JsonSchema {
  return Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));
}
