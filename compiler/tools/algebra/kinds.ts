// The six kinds of JSON values, and which of them a type has.

import {
  type ArgumentType,
  type ArrayType,
  type BooleanType,
  isAnything,
  type NullType,
  type NumberType,
  type ObjectType,
  type StringType,
  type UnknownType,
} from "../argument-type.js";

export const unknown: UnknownType = { kind: "unknown" };

/** All values of each kind, in the order in which an untyped schema lists them. */
export const wholeKinds: {
  readonly string: StringType;
  readonly number: NumberType;
  readonly boolean: BooleanType;
  readonly null: NullType;
  readonly array: ArrayType;
  readonly object: ObjectType;
} = {
  string: { kind: "string" },
  number: { kind: "number", integer: false },
  boolean: { kind: "boolean" },
  null: { kind: "null" },
  array: { kind: "array", items: unknown },
  object: { kind: "object", properties: new Map(), additional: unknown },
};

/** The kinds of its values; undefined where they are not known. */
export function kindsOf(type: ArgumentType): ReadonlySet<string> | undefined {
  switch (type.kind) {
    case "unknown":
    case "reference":
      return undefined;
    case "never":
      return new Set();
    case "literal":
      return new Set(type.values.map((value) => (value === null ? "null" : typeof value)));
    case "union": {
      const kinds = type.members.map(kindsOf);
      const known = kinds.filter((each) => each !== undefined);
      return known.length < kinds.length ? undefined : new Set(known.flatMap((each) => [...each]));
    }
    default:
      return new Set([type.kind]);
  }
}

/** The kinds of which it has all values. */
export function wholeKindsOf(type: ArgumentType): ReadonlySet<string> {
  const members = type.kind === "union" && type.checks === undefined ? type.members : [type];
  return new Set(members.filter(isWhole).map(({ kind }) => kind));
}

/** Whether it is all values of its kind. */
function isWhole(type: ArgumentType): boolean {
  if (type.checks !== undefined) return false;
  const said = Object.keys(type).filter((key) => key !== "description").length;
  switch (type.kind) {
    case "string":
    case "boolean":
    case "null":
      return said === 1;
    case "number":
      return said === 2 && !type.integer;
    case "array":
      return said === 2 && isAnything(type.items);
    case "object":
      return (
        said === 3 &&
        type.properties.size === 0 &&
        type.additional !== null &&
        isAnything(type.additional)
      );
    default:
      return false;
  }
}
