// Two types of strings, of numbers, or of arrays in one.

import type { ArgumentType, ArrayType, NumberType, StringType } from "../argument-type.js";
import { never } from "../argument-type.js";
import { arrayType } from "./union.js";

type Intersect = (a: ArgumentType, b: ArgumentType) => ArgumentType;

export function meetStrings(a: StringType, b: StringType): ArgumentType {
  const minLength = larger(a.minLength, b.minLength);
  const maxLength = smaller(a.maxLength, b.maxLength);
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) return never;
  const patterns = distinct([...(a.patterns ?? []), ...(b.patterns ?? [])]);
  const formats = distinct([...(a.formats ?? []), ...(b.formats ?? [])]);
  return {
    kind: "string",
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(patterns.length > 0 && { patterns }),
    ...(formats.length > 0 && { formats }),
  };
}

export function meetNumbers(a: NumberType, b: NumberType): ArgumentType {
  const minimum = larger(a.minimum, b.minimum);
  const maximum = smaller(a.maximum, b.maximum);
  const exclusiveMinimum = larger(a.exclusiveMinimum, b.exclusiveMinimum);
  const exclusiveMaximum = smaller(a.exclusiveMaximum, b.exclusiveMaximum);
  const multiplesOf = [...new Set([...(a.multiplesOf ?? []), ...(b.multiplesOf ?? [])])];
  const lowest = larger(minimum, exclusiveMinimum) ?? Number.NEGATIVE_INFINITY;
  const highest = smaller(maximum, exclusiveMaximum) ?? Number.POSITIVE_INFINITY;
  if (lowest > highest) return never;
  return {
    kind: "number",
    integer: a.integer || b.integer,
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(exclusiveMinimum !== undefined && { exclusiveMinimum }),
    ...(exclusiveMaximum !== undefined && { exclusiveMaximum }),
    ...(multiplesOf.length > 0 && { multiplesOf }),
  };
}

export function meetArrays(a: ArrayType, b: ArrayType, intersect: Intersect): ArgumentType {
  const { prefix: first = [] } = a;
  const { prefix: second = [] } = b;
  const longer = first.length >= second.length ? first : second;
  const contains = [...(a.contains ?? []), ...(b.contains ?? [])];
  const minItems = larger(a.minItems, b.minItems);
  const maxItems = smaller(a.maxItems, b.maxItems);
  return arrayType({
    kind: "array",
    prefix: longer.map((_, index) => intersect(first[index] ?? a.items, second[index] ?? b.items)),
    items: intersect(a.items, b.items),
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
    uniqueItems: a.uniqueItems === true || b.uniqueItems === true,
    ...(contains.length > 0 && { contains }),
  });
}

export function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

export function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function distinct<Item extends object>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
