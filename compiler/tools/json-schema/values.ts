// The keywords that list values: enum and const.

import type { ScalarSyntax, ValueSyntax } from "../../syntax/syntax.js";
import { intersect } from "../algebra/intersect.js";
import { unknown } from "../algebra/kinds.js";
import { union } from "../algebra/union.js";
import type { ArgumentType, LiteralType, Property } from "../argument-type.js";
import { never } from "../argument-type.js";
import { refused, type Schema } from "./schema.js";

export function readValues(schema: Schema): ArgumentType {
  const listed = schema.get("enum");
  const constant = schema.get("const");
  if (listed !== undefined && listed.kind !== "list") {
    return schema.malformed("enum", "a list of values") ?? refused;
  }
  if (listed?.items.length === 0)
    return schema.malformed("enum", "a list of one value or more") ?? refused;
  return intersect(
    listed === undefined ? unknown : oneOf(schema, listed.items),
    constant === undefined ? unknown : oneOf(schema, [constant]),
  );
}

/** The type that has exactly these values. */
function oneOf(schema: Schema, values: readonly ValueSyntax[]): ArgumentType {
  const scalars = values.filter(isScalar).map(literalOf);
  const literal: LiteralType = { kind: "literal", values: [...new Set(scalars)] };
  const others = values.filter((value) => !isScalar(value)).map((value) => exactly(schema, value));
  return union([scalars.length > 0 ? literal : never, ...others]);
}

function exactly(schema: Schema, value: ValueSyntax): ArgumentType {
  if (isScalar(value)) return { kind: "literal", values: [literalOf(value)] };
  if (value.kind === "list") {
    const { length } = value.items;
    const prefix = value.items.map((item) => exactly(schema, item));
    const lengths = { ...(length > 0 && { minItems: length }), maxItems: length };
    return { kind: "array", ...(length > 0 && { prefix }), items: never, ...lengths };
  }
  const properties = value.entries.map(({ key, value: item }): [string, Property] => {
    if (key.text === "__proto__") {
      const message = "no argument can be named `__proto__`";
      schema.place.refuse("SC7013", message, key.range, "rename the argument");
    }
    return [key.text, { type: exactly(schema, item), required: true, description: null }];
  });
  return { kind: "object", properties: new Map(properties), additional: null };
}

function isScalar(value: ValueSyntax): value is ScalarSyntax {
  return value.kind !== "map" && value.kind !== "list";
}

/** Zero has no sign in JSON Schema. */
function literalOf({ value }: ScalarSyntax): LiteralType["values"][number] {
  return value === 0 ? 0 : value;
}
