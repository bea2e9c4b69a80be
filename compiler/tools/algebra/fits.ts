// Whether a listed value has a type without checks. Formats are left to the caller: the runtime knows them.

import type {
  ArgumentType,
  LiteralType,
  NumberType,
  RegularExpression,
  StringType,
} from "../argument-type.js";

export function fits(value: LiteralType["values"][number], type: ArgumentType): boolean {
  if (value === null) return type.kind === "null";
  if (typeof value === "boolean") return type.kind === "boolean";
  if (typeof value === "number") return type.kind === "number" && isNumber(value, type);
  return type.kind === "string" && isString(value, type);
}

/** Whether the expression is found somewhere in the text. */
export function isFound({ source, flags }: RegularExpression, text: string): boolean {
  return new RegExp(source, flags).test(text);
}

function isNumber(value: number, type: NumberType): boolean {
  const { minimum = -Infinity, maximum = Infinity, multiplesOf = [] } = type;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = type;
  return (
    (!type.integer || Number.isInteger(value)) &&
    value >= minimum &&
    value <= maximum &&
    value > exclusiveMinimum &&
    value < exclusiveMaximum &&
    multiplesOf.every((step) => Number.isInteger(value / step))
  );
}

function isString(value: string, { minLength = 0, maxLength = Infinity, patterns }: StringType) {
  const { length } = [...value];
  return (
    length >= minLength &&
    length <= maxLength &&
    (patterns ?? []).every((pattern) => isFound(pattern, value))
  );
}
