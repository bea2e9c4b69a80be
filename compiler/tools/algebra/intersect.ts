// The values that have both of two argument types: merged where that is exact, else one type with the other as a check.

import type { ArgumentType, LiteralType, UnionType } from "../argument-type.js";
import { never } from "../argument-type.js";
import { fits } from "./fits.js";
import { meetObjects } from "./meet-objects.js";
import { meetArrays, meetNumbers, meetStrings } from "./meet-values.js";
import { narrowChecks } from "./narrow-checks.js";
import { sizeOf } from "./size.js";
import { union, withChecks, withoutChecks } from "./union.js";

/** Beyond these numbers a merged type is no longer what a person would write. */
const mostMembers = 8;
const mostPairs = 1024;
const largestMerge = 400_000;

export function intersect(a: ArgumentType, b: ArgumentType): ArgumentType {
  const met = meet(withoutChecks(a), withoutChecks(b));
  const written = [...(a.checks ?? []), ...(b.checks ?? []), ...(met.checks ?? [])];
  const checks = narrowChecks(written, met, areDisjoint);
  if (checks === undefined) return never;
  const checked = withChecks(met, checks);
  const description = a.description ?? b.description;
  return description === undefined ? checked : { ...checked, description };
}

/** Whether no value has both types. Where that cannot be seen, the answer is no. */
export function areDisjoint(a: ArgumentType, b: ArgumentType): boolean {
  return intersect(a, b).kind === "never";
}

/** Two types without checks of their own. */
function meet(a: ArgumentType, b: ArgumentType): ArgumentType {
  if (a.kind === "unknown" || b.kind === "never") return b;
  if (b.kind === "unknown" || a.kind === "never") return a;
  if (a.kind === "reference" || b.kind === "reference") return meetReference(a, b);
  if (sizeOf(a) * sizeOf(b) > largestMerge) return alsoOf(a, b);
  if (a.kind === "union") return meetUnion(a, b);
  if (b.kind === "union") return meetUnion(b, a);
  if (a.kind === "literal") return meetLiteral(a, b);
  if (b.kind === "literal") return meetLiteral(b, a);
  if (a.kind === "string" && b.kind === "string") return meetStrings(a, b);
  if (a.kind === "number" && b.kind === "number") return meetNumbers(a, b);
  if (a.kind === "array" && b.kind === "array") return meetArrays(a, b, intersect);
  if (a.kind === "object" && b.kind === "object") {
    return meetObjects(a, b, intersect) ?? alsoOf(a, b);
  }
  return a.kind === b.kind ? a : never;
}

/** The first type, with the second as a check. */
function alsoOf(type: ArgumentType, other: ArgumentType): ArgumentType {
  return withChecks(type, [{ kind: "all", type: other }]);
}

/** What a reference stands for is not known yet, since it lies around this place. */
function meetReference(a: ArgumentType, b: ArgumentType): ArgumentType {
  if (a.kind === "reference" && b.kind === "reference" && a.name === b.name) return a;
  return a.kind === "reference" ? alsoOf(b, a) : alsoOf(a, b);
}

function meetUnion(a: UnionType, b: ArgumentType): ArgumentType {
  const others = b.kind === "union" ? b.members : [b];
  if (a.members.length * others.length > mostPairs) return alsoOf(a, b);
  const pairs = others.flatMap((other) =>
    a.members.map((member) => ({ member, met: intersect(other, member) })),
  );
  const possible = pairs.filter(({ met }) => met.kind !== "never");
  // An object's own properties are written once, and its alternatives become a check.
  if (b.kind === "object" && b.properties.size > 0 && possible.length > 1) {
    return withChecks(b, [{ kind: "any", types: possible.map(({ member }) => member) }]);
  }
  const most = Math.max(mostMembers, a.members.length, others.length);
  if (possible.length > most) return alsoOf(a, b);
  return union(possible.map(({ met }) => met));
}

function meetLiteral(literal: LiteralType, type: ArgumentType): ArgumentType {
  const values =
    type.kind === "literal"
      ? literal.values.filter((value) => type.values.includes(value))
      : literal.values.filter((value) => fits(value, type));
  if (values.length === 0) return never;
  const found: LiteralType = { kind: "literal", values };
  const { formats = [] } = type.kind === "string" ? type : {};
  return formats.length === 0 ? found : alsoOf(found, { kind: "string", formats });
}
