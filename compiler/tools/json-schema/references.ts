// The keywords that refer to other schemas: $ref, $dynamicRef.

import { unknown } from "../algebra/kinds.js";
import type { ArgumentType } from "../argument-type.js";
import { refused, type Schema } from "./schema.js";

export function readReference(schema: Schema, keyword: "$ref" | "$dynamicRef"): ArgumentType {
  const written = schema.get(keyword);
  if (written === undefined) return unknown;
  if (written.kind !== "string") return schema.malformed(keyword, "a string") ?? refused;
  const { resources } = schema.reader;
  const target = resources?.resolve(written.value, schema.map) ?? "there is no schema to refer to";
  if (typeof target === "string") {
    const help = "a reference leads to a place in the same schema, such as `#/$defs/address`";
    return schema.refuse("SC7016", keyword, target, help) ?? refused;
  }
  const { value, pointer, dynamicAnchor } = target;
  if (
    keyword === "$dynamicRef" &&
    dynamicAnchor !== null &&
    resources?.isAmbiguous(dynamicAnchor)
  ) {
    const message = `what \`${written.value}\` means depends on where the schema is used`;
    return schema.refuse("SC7005", keyword, message, "write `$ref`") ?? refused;
  }
  return schema.reader.read(value, schema.place.elsewhere(pointer), written.range);
}
