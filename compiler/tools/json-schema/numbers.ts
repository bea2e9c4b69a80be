// The keywords about numbers: bounds and multiples.

import type { NumberType } from "../argument-type.js";
import type { Schema } from "./schema.js";

const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const;

export function readNumber(schema: Schema, integer: boolean): NumberType {
  const found: { [Bound in (typeof bounds)[number]]?: number } = {};
  for (const bound of bounds) {
    const value = schema.number(bound);
    if (value !== undefined) found[bound] = value;
  }
  const step = schema.number("multipleOf");
  if (step !== undefined && step <= 0) schema.malformed("multipleOf", "a number above 0");
  return { kind: "number", integer, ...found, ...(step !== undefined && { multiplesOf: [step] }) };
}
