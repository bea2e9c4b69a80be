// The JSON Schema keywords that the compiler knows, and what each of them is to it.

/** They say something about a schema, and constrain nothing. */
export const annotations: ReadonlySet<string> = new Set([
  "$comment",
  "$id",
  "$schema",
  "default",
  "deprecated",
  "description",
  "example",
  "examples",
  "readOnly",
  "title",
  "writeOnly",
]);

/** They constrain values of one type only, and let every other value pass. */
export const keywordsOfType = {
  string: ["minLength", "maxLength"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  array: ["items", "minItems", "maxItems"],
  object: ["properties", "required", "additionalProperties"],
} as const;

export const typedKeywords: readonly string[] = Object.values(keywordsOfType).flat();

/** They constrain values of any type. */
export const untypedKeywords: readonly string[] = ["type", "enum", "const", "anyOf"];

/** They constrain, and cannot be translated yet. */
export const untranslated: ReadonlySet<string> = new Set([
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
  "$recursiveAnchor",
  "$recursiveRef",
  "$ref",
  "additionalItems",
  "allOf",
  "contains",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "dependencies",
  "dependentRequired",
  "dependentSchemas",
  "discriminator",
  "else",
  "format",
  "if",
  "maxContains",
  "maxProperties",
  "minContains",
  "minProperties",
  "multipleOf",
  "not",
  "nullable",
  "oneOf",
  "pattern",
  "patternProperties",
  "prefixItems",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
  "uniqueItems",
]);

/** What to write instead, where there is something better than waiting. */
export const substitutes: ReadonlyMap<string, string> = new Map([
  ["nullable", '`nullable` is OpenAPI\'s word; write `"type": ["string", "null"]`'],
  ["oneOf", "write `anyOf`, which lets a value match more than one of them"],
  ["$ref", "write the schema out in this place"],
  ["allOf", "write the schemas as one"],
  ["pattern", "leave it out here, and put `pattern` among the policy's constraints"],
  ["multipleOf", 'write `"type": "integer"` where it is 1'],
]);
