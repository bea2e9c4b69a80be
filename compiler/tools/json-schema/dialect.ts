// Which version of JSON Schema a schema is written in, and the words of other languages for its types.

import type { ValueSyntax } from "../../syntax/syntax.js";
import { get } from "./schema.js";

export type Draft = "draft-07" | "2020-12";

const drafts: ReadonlyMap<string, Draft> = new Map([
  ["http://json-schema.org/draft-07/schema", "draft-07"],
  ["https://json-schema.org/draft/2020-12/schema", "2020-12"],
]);

/** Undefined where `$schema` names a version that is not supported. */
export function draftOf(schema: ValueSyntax): Draft | undefined {
  const written = schema.kind === "map" ? get(schema, "$schema") : undefined;
  if (written === undefined) return "2020-12";
  if (written.kind !== "string") return undefined;
  return drafts.get(written.value.replace(/#$/u, "").replace(/^https?:(?=.*draft-07)/u, "http:"));
}

/** Words for types in other languages, in lower case; null for any type. */
export const typeWords: ReadonlyMap<string, string | null> = new Map([
  ["any", null],
  ["arraylist", "array"],
  ["bool", "boolean"],
  ["char", "string"],
  ["dict", "object"],
  ["double", "number"],
  ["float", "number"],
  ["hashmap", "object"],
  ["int", "integer"],
  ["list", "array"],
  ["long", "integer"],
  ["map", "object"],
  ["none", "null"],
  ["set", "array"],
  ["short", "integer"],
  ["str", "string"],
  ["text", "string"],
  ["tuple", "array"],
]);
