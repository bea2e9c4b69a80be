// What a constraint leaves of an argument's type: narrower types for the model, by the meaning that guards give it.

import {
  type ArgumentType,
  annotatedAs,
  type BooleanType,
  type Definitions,
  type LiteralType,
  never,
  unionOf,
} from "../tools/argument-type.js";
import type { Constraint } from "./constraint.js";

/** The values of the type that can satisfy the constraint; null where no type says which those are, or there are none. */
export function narrowType(
  type: ArgumentType,
  constraint: Constraint,
  definitions: Definitions,
): ArgumentType | null {
  const narrowed = narrow(type, constraint, definitions);
  return narrowed === null || isEmpty(narrowed) ? null : narrowed;
}

/** The type without null, which satisfies no constraint. */
export function withoutNull(type: ArgumentType): ArgumentType {
  if (type.kind === "literal") {
    const values = type.values.filter((value) => value !== null);
    return values.length === 0 ? type : { ...type, values };
  }
  if (type.kind !== "union") return type;
  const members = type.members.filter(({ kind }) => kind !== "null").map(withoutNull);
  return members.length === 0 ? type : annotatedAs(unionOf(members), type);
}

function narrow(
  type: ArgumentType,
  constraint: Constraint,
  definitions: Definitions,
): ArgumentType | null {
  switch (type.kind) {
    case "string":
    case "number":
    case "array":
      return constraint.narrow(type, definitions);
    case "boolean":
      return passing(type, [true, false], constraint);
    case "literal":
      return passing(type, type.values, constraint);
    case "null":
    case "never":
      return never;
    case "unknown":
      return standingFor(constraint.infers, type, constraint, definitions);
    case "reference": {
      // Each is opened once, so that one which means itself comes to an end.
      const others = new Map([...definitions].filter(([name]) => name !== type.name));
      return standingFor(definitions.get(type.name), type, constraint, others);
    }
    case "union": {
      const members = type.members.map((member) => narrow(member, constraint, definitions));
      const left = members.filter((member) => member !== null);
      if (left.length < members.length) return null;
      const rest = left.filter((member) => !isEmpty(member));
      return rest.length === 0 ? never : annotatedAs(unionOf(rest), type);
    }
    default:
      return null;
  }
}

/** What is left of the type that another one means here. */
function standingFor(
  meant: ArgumentType | null | undefined,
  type: ArgumentType,
  constraint: Constraint,
  definitions: Definitions,
): ArgumentType | null {
  const narrowed = meant ? narrow(meant, constraint, definitions) : null;
  return narrowed && annotatedAs(narrowed, type);
}

/** The values that satisfy the constraint; null where the compiler cannot tell. */
function passing(
  type: LiteralType | BooleanType,
  values: LiteralType["values"],
  { holds }: Constraint,
): ArgumentType | null {
  if (holds === null) return null;
  const left = values.filter((value) => holds(value));
  return left.length === values.length
    ? type
    : annotatedAs({ kind: "literal", values: left }, type);
}

function isEmpty(type: ArgumentType): boolean {
  return type.kind === "literal" ? type.values.length === 0 : type.kind === "never";
}
