// Whether a type has a value, its bounds included: what is left of a list of values within it.

import type { NumberType, StringType } from "../tools/argument-type.js";
import type { Scalar } from "./constraint.js";

/** True where nothing says that the type lacks the value. Formats and multiples are left to the tool's own check. */
export function fits(value: Scalar, type: StringType | NumberType): boolean {
  if (type.kind === "string") return typeof value === "string" && fitsString(value, type);
  return typeof value === "number" && fitsNumber(value, type);
}

function fitsString(value: string, { minLength, maxLength, patterns = [] }: StringType): boolean {
  const length = [...value].length;
  return (
    length >= (minLength ?? 0) &&
    length <= (maxLength ?? length) &&
    patterns.every(({ source, flags }) => new RegExp(source, flags).test(value))
  );
}

function fitsNumber(value: number, type: NumberType): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = type;
  return (
    (!type.integer || Number.isInteger(value)) &&
    value >= (minimum ?? value) &&
    value <= (maximum ?? value) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum)
  );
}
