// The keywords of JSON Schema that list values: enum and const.

import type { ScalarSyntax, ValueSyntax } from "../../syntax/syntax.js";
import type { ArgumentType } from "../argument-type.js";
import { typedKeywords } from "./keywords.js";
import type { Schema } from "./schema.js";

/** The listed values that also have one of the types; of any type where none is named. */
export function readValues(schema: Schema, types: readonly string[]): ArgumentType | undefined {
  const listed = schema.get("enum");
  const constant = schema.get("const");
  const beside = schema.present([...typedKeywords, ...(listed && constant ? ["const"] : [])])[0];
  const keyword = listed === undefined ? "const" : "enum";
  if (beside !== undefined) {
    const message = `\`${keyword}\` beside \`${beside}\` cannot be translated yet`;
    const range = schema.get(beside)?.range ?? schema.range;
    const help = `leave \`${beside}\` out, and list the values that it allows`;
    return schema.place.refuse("SC7005", message, range, help);
  }
  if (listed !== undefined && listed.kind !== "list") {
    return schema.malformed("enum", "a list of values");
  }
  const items = listed?.items ?? (constant === undefined ? [] : [constant]);
  const scalars = items.filter(isScalar);
  if (scalars.length < items.length) {
    const help = "list strings, numbers, booleans or null";
    const at = schema.place.below(keyword);
    const range = items.find((item) => !isScalar(item))?.range ?? schema.range;
    return at.refuse(
      "SC7005",
      `\`${keyword}\` of objects or lists cannot be translated yet`,
      range,
      help,
    );
  }
  const values = scalars.filter((item) => hasType(item, types)).map(({ value }) => value);
  if (values.length > 0) return { kind: "literal", values: [...new Set(values)] };
  const help = "list values that the `type` allows";
  return schema.place
    .below(keyword)
    .refuse("SC7006", "no value fits this schema", schema.range, help);
}

function isScalar(value: ValueSyntax): value is ScalarSyntax {
  return value.kind !== "map" && value.kind !== "list";
}

function hasType({ kind, value }: ScalarSyntax, types: readonly string[]): boolean {
  return (
    types.length === 0 ||
    types.includes(kind) ||
    (types.includes("integer") && Number.isInteger(value))
  );
}
