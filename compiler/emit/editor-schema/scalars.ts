// The single values that an argument can have, as constraints may name them: `canBe` as JSON Schema.

import { createHash } from "node:crypto";
import type { Scalar } from "../../constraints/constraint.js";
import type { ArgumentType } from "../../tools/argument-type.js";
import type { JsonObject } from "./print-json.js";

type ScalarType = "string" | "number" | "integer" | "boolean";

export interface Scalars {
  /** Two arguments with the same values share a name; no others do. Empty where there are none. */
  readonly name: string;
  readonly types: readonly ScalarType[];
  /** Those that are of none of the types. */
  readonly values: readonly Scalar[];
}

/** Asked for again by each key that speaks of the type. */
const known = new WeakMap<ArgumentType, Scalars>();

export function scalarsOf(type: ArgumentType): Scalars {
  const scalars = known.get(type) ?? readScalars(type);
  known.set(type, scalars);
  return scalars;
}

function readScalars(type: ArgumentType): Scalars {
  switch (type.kind) {
    case "string":
    case "boolean":
      return scalars([type.kind]);
    case "number":
      return scalars([type.integer ? "integer" : "number"]);
    case "literal":
      return scalars(
        [],
        type.values.filter((value) => value !== null),
      );
    case "union":
      return either(type.members.map(scalarsOf));
    case "unknown":
    case "reference":
      return scalars(["string", "number", "boolean"]);
    default:
      return scalars([]);
  }
}

function scalars(types: readonly ScalarType[], values: readonly Scalar[] = []): Scalars {
  if (values.length === 0) return { name: types.join("-or-"), types, values };
  const digest = createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 12);
  return { name: [...types, `values-${digest}`].join("-or-"), types, values };
}

function either(all: readonly Scalars[]): Scalars {
  const types = [...new Set(all.flatMap((each) => each.types))];
  const values = [...new Set(all.flatMap((each) => each.values))];
  return scalars(
    types,
    values.filter((value) => !types.some((type) => isOf(type, value))),
  );
}

function isOf(type: ScalarType, value: Scalar): boolean {
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

export function scalarSchema({ types, values }: Scalars): JsonObject {
  if (values.length === 0) return { type: types };
  return types.length === 0 ? { enum: values } : { anyOf: [{ enum: values }, { type: types }] };
}
