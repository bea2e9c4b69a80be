// The meaning of argument types, in as few words as possible: what the generated schemas are held against.

import type { ArgumentType } from "../../../compiler/tools/argument-type.js";

export function accepts(type: ArgumentType, value: unknown): boolean {
  switch (type.kind) {
    case "unknown":
      return value !== undefined;
    case "never":
    case "reference":
      return false;
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "literal":
      return type.values.some((literal) => literal === value);
    case "string":
      return typeof value === "string" && within([...value].length, type.minLength, type.maxLength);
    case "number":
      return (
        typeof value === "number" &&
        (!type.integer || Number.isInteger(value)) &&
        within(value, type.minimum, type.maximum) &&
        value > (type.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) &&
        value < (type.exclusiveMaximum ?? Number.POSITIVE_INFINITY)
      );
    case "array":
      return (
        Array.isArray(value) &&
        within(value.length, type.minItems, type.maxItems) &&
        value.every((item) => accepts(type.items, item))
      );
    case "union":
      return type.members.some((member) => accepts(member, value));
    case "object": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      const entries = new Map<string, unknown>(Object.entries(value));
      const { properties, additional } = type;
      return (
        [...properties].every(([name, property]) => entries.has(name) || !property.required) &&
        [...entries].every(([name, item]) => {
          const allowed = properties.get(name)?.type ?? additional;
          return allowed !== null && accepts(allowed, item);
        })
      );
    }
  }
}

function within(
  amount: number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): boolean {
  return amount >= least && amount <= most;
}
