// Whether a type has a value, its bounds included: what is left of a list of values within it.

import { isFormat } from "@authensor/safeclaw-runtime/schema";
import type { NumberType, StringType } from "../tools/argument-type.js";
import type { Scalar } from "./constraint.js";

/** True where no bound says that the type lacks the value. */
export function fits(value: Scalar, type: StringType | NumberType): boolean {
  if (type.kind === "string") return typeof value === "string" && fitsString(value, type);
  return typeof value === "number" && fitsNumber(value, type);
}

/** True where the value has the type's formats, those of zod's own aside, and is a multiple of what it must be. */
export function hasForm(value: Scalar, type: StringType | NumberType): boolean {
  if (type.kind === "number") {
    return (type.multiplesOf ?? []).every((step) => Number.isInteger(Number(value) / step));
  }
  return (type.formats ?? []).every(({ of, name }) =>
    of === "zod" ? true : isFormat[name](String(value)),
  );
}

function fitsString(value: string, { minLength, maxLength, patterns }: StringType): boolean {
  const length = [...value].length;
  return (
    length >= (minLength ?? 0) &&
    length <= (maxLength ?? length) &&
    !patterns?.some(({ source, flags }) => !new RegExp(source, flags).test(value))
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
