// The keywords about numbers: bounds and multiples.

import type { NumberType } from "../argument-type.js";
import type { Schema } from "./schema.js";

type Bounds = { [Bound in "minimum" | "maximum" | Exclusive]?: number };
type Exclusive = "exclusiveMinimum" | "exclusiveMaximum";

export function readNumber(schema: Schema, integer: boolean): NumberType {
  const found: Bounds = {};
  readBound(schema, found, "minimum", "exclusiveMinimum");
  readBound(schema, found, "maximum", "exclusiveMaximum");
  const step = schema.number("multipleOf");
  if (step !== undefined && step <= 0) schema.malformed("multipleOf", "a number above 0");
  return { kind: "number", integer, ...found, ...(step !== undefined && { multiplesOf: [step] }) };
}

function readBound(
  schema: Schema,
  found: Bounds,
  bound: "minimum" | "maximum",
  exclusive: Exclusive,
): void {
  const limit = schema.number(bound);
  const isFlag = schema.get(exclusive)?.kind === "boolean";
  const above = isFlag ? readFlag(schema, exclusive, limit) : schema.number(exclusive);
  if (above !== undefined) found[exclusive] = above;
  if (limit !== undefined && !(isFlag && above !== undefined)) found[bound] = limit;
}

/** Draft-04's way of saying whether the bound itself is ruled out, which a lenient policy takes. */
function readFlag(schema: Schema, exclusive: Exclusive, limit: number | undefined) {
  const isExclusive = schema.flag(exclusive);
  if (schema.reader.dialect === "lenient" && (limit !== undefined || !isExclusive)) {
    return isExclusive ? limit : undefined;
  }
  const instead = isExclusive
    ? `write the bound itself, as in \`"${exclusive}": ${limit ?? 0}\``
    : "leave it out";
  const help = `${instead}, or say \`dialect: lenient\` in the policy`;
  return schema.malformed(exclusive, "a number", help);
}
