// The keywords about strings: lengths, pattern, format.

import { type JsonSchemaFormat, jsonSchemaFormats, type StringType } from "../argument-type.js";
import { readPattern } from "./patterns.js";
import type { Schema } from "./schema.js";

export function readString(schema: Schema): StringType {
  const lengths = schema.counts(["minLength", "maxLength"]);
  const pattern = schema.get("pattern");
  const expression = pattern && readPattern(pattern, schema.place.below("pattern"));
  const format = schema.get("format");
  const name = format?.kind === "string" && isAsserted(format.value) ? format.value : undefined;
  return {
    kind: "string",
    ...lengths,
    ...(expression && { patterns: [expression] }),
    ...(name && { formats: [{ of: "json-schema", name }] }),
  };
}

/** Whether strings are held against the format. */
export function isAsserted(format: string): format is JsonSchemaFormat {
  return jsonSchemaFormats.some((name) => name === format);
}
