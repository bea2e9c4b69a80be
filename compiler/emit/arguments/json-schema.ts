// An argument type as JSON Schema, for the tool definitions that the model is given.

import type { ArgumentType, ObjectType, Property, StringType } from "../../tools/argument-type.js";

type JsonSchema = Readonly<Record<string, unknown>>;

/** Plain data; keys in a fixed order. */
export function jsonSchema(type: ArgumentType): JsonSchema {
  switch (type.kind) {
    case "string":
      return {
        type: "string",
        ...given({ minLength: type.minLength, maxLength: type.maxLength }),
        ...patternKeywords(type.patterns),
      };
    case "number": {
      const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = type;
      const bounds = given({ minimum, exclusiveMinimum, maximum, exclusiveMaximum });
      return { type: type.integer ? "integer" : "number", ...bounds };
    }
    case "boolean":
    case "null":
      return { type: type.kind };
    case "literal":
      return { ...literalType(type.values), enum: type.values };
    case "array": {
      const { minItems, maxItems } = type;
      return { type: "array", items: jsonSchema(type.items), ...given({ minItems, maxItems }) };
    }
    case "object":
      return objectSchema(type);
    case "union":
      return { anyOf: type.members.map(jsonSchema) };
    case "unknown":
      return {};
    case "never":
      return { not: {} };
    case "reference":
      return { $ref: `#/$defs/${type.name}` };
  }
}

function objectSchema({ properties, additional }: ObjectType): JsonSchema {
  const named = [...properties].map(([name, property]) => [name, propertySchema(property)]);
  const required = [...properties]
    .filter(([, property]) => property.required)
    .map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(named),
    ...(required.length === 0 ? {} : { required }),
    ...(additional?.kind === "unknown"
      ? {}
      : { additionalProperties: additional === null ? false : jsonSchema(additional) }),
  };
}

export function propertySchema({ type, description }: Property): JsonSchema {
  return { ...jsonSchema(type), ...(description === null ? {} : { description }) };
}

function patternKeywords(patterns: StringType["patterns"] = []): JsonSchema {
  const [first, ...others] = patterns.map(({ source }) => ({ pattern: source }));
  return others.length === 0 ? { ...first } : { allOf: [first, ...others] };
}

/** The one type that all values have, where they have one. */
function literalType(values: readonly unknown[]): JsonSchema {
  const [only, ...others] = new Set(
    values.map((value) => (value === null ? "null" : typeof value)),
  );
  return only === undefined || others.length > 0 ? {} : { type: only };
}

function given(keywords: Readonly<Record<string, number | undefined>>): JsonSchema {
  return Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));
}
