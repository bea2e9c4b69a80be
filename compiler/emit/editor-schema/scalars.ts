// The single values that an argument can have, as constraints may name them: `canBe` as JSON Schema.

import { createHash } from "node:crypto";
import type { Scalar } from "../../constraints/constraint.js";
import type { ArgumentType } from "../../tools/argument-type.js";
import type { JsonObject } from "./print-json.js";

type ScalarType = "string" | "number" | "integer" | "boolean";

export interface Scalars {
  readonly types: readonly ScalarType[];
  /** Those that are of none of the types. */
  readonly values: readonly Scalar[];
}

export const anyScalar: Scalars = { types: ["string", "number", "boolean"], values: [] };

export function scalarsOf(type: ArgumentType): Scalars {
  switch (type.kind) {
    case "string":
    case "boolean":
      return { types: [type.kind], values: [] };
    case "number":
      return { types: [type.integer ? "integer" : "number"], values: [] };
    case "literal":
      return { types: [], values: type.values.filter((value) => value !== null) };
    case "union":
      return either(type.members.map(scalarsOf));
    case "unknown":
    case "reference":
      return anyScalar;
    default:
      return { types: [], values: [] };
  }
}

function either(all: readonly Scalars[]): Scalars {
  const types = [...new Set(all.flatMap((each) => each.types))];
  const values = [...new Set(all.flatMap((each) => each.values))];
  return { types, values: values.filter((value) => !types.some((type) => isOf(type, value))) };
}

function isOf(type: ScalarType, value: Scalar): boolean {
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

export function scalarSchema({ types, values }: Scalars): JsonObject {
  if (values.length === 0) return { type: types };
  return types.length === 0 ? { enum: values } : { anyOf: [{ enum: values }, { type: types }] };
}

/** Two arguments with the same values share a name; no others do. */
export function nameOf({ types, values }: Scalars): string {
  if (values.length === 0) return types.join("-or-");
  const digest = createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 12);
  return [...types, `values-${digest}`].join("-or-");
}
