// Readers that several constraint kinds share.

import type { ScalarSyntax, ValueSyntax } from "../syntax/syntax.js";
import type { Read, Reader, Scalar, TextForm } from "./constraint.js";

export const number: Reader<number> = (value) =>
  value.kind === "number"
    ? { value: value.value }
    : { problem: "is not a number", help: "write a number, without quotes and without a unit" };

export const positiveNumber: Reader<number> = (value) =>
  value.kind === "number" && value.value > 0
    ? { value: value.value }
    : { problem: "is not a number above 0", help: "write a number above 0, without quotes" };

/** The value of what is only ever demanded. */
export const truth: Reader<true> = (value) =>
  value.kind === "boolean" && value.value
    ? { value: true }
    : { problem: "is not `true`", help: "write `true`, or remove the line" };

/** Lengths and counts. */
export const count: Reader<number> = (value) => {
  const read = number(value);
  return "value" in read && Number.isInteger(read.value) && read.value >= 0
    ? read
    : { problem: "is not a whole number from 0", help: "write a whole number from 0" };
};

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

/** A text of this form, or a list of them. */
export function textsOf({ pattern, called, help }: TextForm): Reader<readonly string[]> {
  return (value) => {
    const items = value.kind === "list" ? value.items : [value];
    const texts = items.flatMap((item) => (item.kind === "string" ? item.value : []));
    const isAllText = texts.length === items.length;
    const odd = texts.find((text) => !pattern.test(text));
    if (value.kind !== "list" && (!isAllText || odd !== undefined))
      return { problem: `is not ${called}`, help };
    if (!isAllText) return { problem: `holds something other than ${called}`, help };
    if (odd !== undefined) return { problem: `holds \`${odd}\`, which is not ${called}`, help };
    return distinct(texts);
  };
}

/** Values to look for in a text or a list: one, or a list of them. */
export const parts: Reader<readonly Scalar[]> = (value) => {
  const read = value.kind === "list" ? scalars(value) : scalar(value);
  if ("problem" in read) return read;
  const values = Array.isArray(read.value) ? read.value : [read.value];
  if (values.every((part) => someText.test(String(part)))) {
    return { value: values };
  }
  return {
    problem: "names an empty text, or half a character",
    help: "write what is to be looked for",
  };
};

/** Not empty, and without halves of characters. */
export const someText = /^\P{Cs}+$/u;

function distinct<Value extends Scalar>(values: readonly Value[]): Read<readonly Value[]> {
  if (values.length === 0) return { problem: "is empty", help: "name at least one value" };
  const seen = new Set<Scalar>();
  const twice = values.find((value) => seen.has(value) || !seen.add(value));
  if (twice === undefined) return { value: values };
  return { problem: `names \`${String(twice)}\` twice`, help: "keep one of the two" };
}

function isScalar(value: ValueSyntax): value is Exclude<ScalarSyntax, { readonly kind: "null" }> {
  return value.kind === "string" || value.kind === "number" || value.kind === "boolean";
}
