// Readers that several constraint kinds share.

import type { ScalarSyntax, ValueSyntax } from "../syntax/syntax.js";
import type { Read, Reader, Scalar } from "./constraint.js";

export const number: Reader<number> = (value) =>
  value.kind === "number"
    ? { value: value.value }
    : { problem: "is not a number", help: "write a number, without quotes and without a unit" };

/** Lengths and counts. */
export const count: Reader<number> = (value) =>
  value.kind === "number" && Number.isInteger(value.value) && value.value >= 0
    ? { value: value.value }
    : { problem: "is not a whole number from 0", help: "write a whole number from 0" };

export const scalar: Reader<Scalar> = (value) =>
  isScalar(value)
    ? { value: value.value }
    : { problem: "is not a single value", help: "write a string, a number or a boolean" };

export const scalars: Reader<readonly Scalar[]> = (value) => {
  const help = "write a list of strings, numbers or booleans, e.g. `[a, b]`";
  if (value.kind !== "list") return { problem: "is not a list", help };
  if (!value.items.every(isScalar))
    return { problem: "holds something other than single values", help };
  return distinct(value.items.map((item) => item.value));
};

/** The short form's `"a|b|c"`, or a list. */
export const barredScalars: Reader<readonly Scalar[]> = (value) => {
  if (value.kind !== "string") return scalars(value);
  const parts = value.value.split("|");
  const odd = parts.find((part) => part.trim() !== part || part === "");
  if (odd === undefined) return distinct(parts);
  const what = odd.trim() === "" ? "an empty value" : "spaces around a value";
  return { problem: `has ${what} between its bars`, help: "write `a|b|c`, or a list" };
};

function distinct(values: readonly Scalar[]): Read<readonly Scalar[]> {
  if (values.length === 0) return { problem: "is empty", help: "name at least one value" };
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice === undefined) return { value: values };
  return { problem: `names \`${String(twice)}\` twice`, help: "keep one of the two" };
}

function isScalar(value: ValueSyntax): value is Exclude<ScalarSyntax, { readonly kind: "null" }> {
  return value.kind === "string" || value.kind === "number" || value.kind === "boolean";
}
