// The JSON Schema keywords that the compiler knows, and what each of them is to it.

import type { Draft } from "./dialect.js";

/** They say something about a schema, or hold other schemas, and constrain nothing by themselves. */
export const annotations: readonly string[] = [
  "$anchor",
  "$comment",
  "$defs",
  "$dynamicAnchor",
  "$id",
  "$recursiveAnchor",
  "$schema",
  "$vocabulary",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "default",
  "definitions",
  "deprecated",
  "description",
  // OpenAPI: it must not change what the schemas beside it accept.
  "discriminator",
  "example",
  "examples",
  "readOnly",
  "title",
  "writeOnly",
];

/** They constrain values of one type only, and let every other value pass. */
export const keywordsOfType = {
  string: ["minLength", "maxLength", "pattern", "format"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  array: [
    "items",
    "prefixItems",
    "additionalItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
  ],
  object: [
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependencies",
  ],
} as const;

export const typedKeywords: readonly string[] = Object.values(keywordsOfType).flat();

/** They constrain values of any type. */
const untypedKeywords: readonly string[] = [
  "type",
  "enum",
  "const",
  "nullable",
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentSchemas",
  "unevaluatedItems",
  "unevaluatedProperties",
];

export const knownKeywords: ReadonlySet<string> = new Set([
  ...annotations,
  ...typedKeywords,
  ...untypedKeywords,
]);

/** What an unknown keyword may be a misspelling of: a word of two letters is near to too many others. */
export const spellings: readonly string[] = [...knownKeywords].filter((word) => word.length > 3);

/** They constrain, but mean nothing in that draft, whose validators ignore them. */
export const foreignTo: Readonly<Record<Draft, ReadonlyMap<string, string>>> = {
  "draft-07": new Map([
    ["$dynamicRef", "$ref"],
    ["$recursiveRef", "$ref"],
    ["dependentRequired", "dependencies"],
    ["dependentSchemas", "dependencies"],
    ["maxContains", "contains"],
    ["minContains", "contains"],
    ["prefixItems", "items"],
    ["unevaluatedItems", "additionalItems"],
    ["unevaluatedProperties", "additionalProperties"],
  ]),
  "2020-12": new Map([["$recursiveRef", "$dynamicRef"]]),
};

/** Keywords whose value is one schema. */
export const schemaKeywords: readonly string[] = [
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
];

/** Keywords whose value is a list of schemas. */
export const schemaListKeywords: readonly string[] = [
  "allOf",
  "anyOf",
  "items",
  "oneOf",
  "prefixItems",
];

/** Keywords whose value holds schemas by name. */
export const schemaMapKeywords: readonly string[] = [
  "$defs",
  "definitions",
  "dependencies",
  "dependentSchemas",
  "patternProperties",
  "properties",
];
