// What both of two zod schemas accept, as far as a type can say it.

import type { ArgumentType, LiteralType, ObjectType, Property } from "../argument-type.js";
import { eitherOf, type ZodSchema } from "./zod-schema.js";

/** Undefined where no type says it. */
export function intersection(left: ZodSchema, right: ZodSchema): ArgumentType | undefined {
  const isOld = left.version === 3 || right.version === 3;
  if (isOld && [left, right].some(refusesOthers)) return undefined;
  return meet(left.type, right.type, isOld ? 1 : Number.POSITIVE_INFINITY);
}

/** In zod 4, properties that one of the two names are no fault of the other. In zod 3, a strict object refuses them. */
function refusesOthers({ type, shape, isStrict = false }: ZodSchema): boolean {
  return type.kind === "object" && type.additional === null && (shape === undefined || isStrict);
}

/** `depth` is how many levels of objects may be merged. */
function meet(a: ArgumentType, b: ArgumentType, depth: number): ArgumentType | undefined {
  if (isBare(a) && a.kind === "unknown") return b;
  if (isBare(b) && b.kind === "unknown") return a;
  if (a.kind === "reference" || b.kind === "reference") return undefined;
  if (a.kind === "union") return meetEach(a.members, (member) => meet(member, b, depth), a);
  if (b.kind === "union") return meetEach(b.members, (member) => meet(a, member, depth), b);
  if (a.kind === "literal") return meetLiteral(a, b);
  if (b.kind === "literal") return meetLiteral(b, a);
  if (a.kind !== b.kind) return { kind: "never" };
  if (a.kind === "object" && b.kind === "object") return meetObjects(a, b, depth);
  if (hasObjects(a) || hasObjects(b)) return undefined;
  if (isBare(a) || isBare(b)) return isBare(a) ? b : a;
  return { ...a, checks: [...(a.checks ?? []), { kind: "all", type: b }] };
}

function meetEach(
  members: readonly ArgumentType[],
  meetOne: (member: ArgumentType) => ArgumentType | undefined,
  { checks }: ArgumentType,
): ArgumentType | undefined {
  const met = members.map(meetOne);
  const all = met.filter((member) => member !== undefined);
  return all.length < met.length || checks !== undefined ? undefined : eitherOf(all);
}

function meetLiteral(a: LiteralType, b: ArgumentType): ArgumentType {
  const values = a.values.filter((value) =>
    b.kind === "literal"
      ? b.values.includes(value)
      : b.kind === (value === null ? "null" : typeof value),
  );
  if (values.length === 0) return { kind: "never" };
  const met: LiteralType = { ...a, values };
  if (b.kind === "literal" || isBare(b)) return met;
  return { ...met, checks: [...(a.checks ?? []), { kind: "all", type: b }] };
}

/** A property that one of them drops is there if the other keeps it. */
function meetObjects(a: ObjectType, b: ObjectType, depth: number): ArgumentType | undefined {
  if (depth === 0 || [a, b].some(({ names, checks }) => names ?? checks)) return undefined;
  const names = [...new Set([...a.properties.keys(), ...b.properties.keys()])];
  const met = names.map((name) => {
    const property = meetProperties(propertyOf(a, name), propertyOf(b, name), depth - 1);
    return property && ([name, property] as const);
  });
  const properties = met.filter((entry) => entry !== undefined);
  const additional =
    a.additional === null || b.additional === null
      ? (a.additional ?? b.additional)
      : meet(a.additional, b.additional, depth - 1);
  if (properties.length < met.length || additional === undefined) return undefined;
  return { kind: "object", properties: new Map(properties), additional };
}

function propertyOf({ properties, additional }: ObjectType, name: string): Property | undefined {
  const unnamed = additional && { type: additional, required: false, description: null };
  return properties.get(name) ?? unnamed ?? undefined;
}

function meetProperties(
  a: Property | undefined,
  b: Property | undefined,
  depth: number,
): Property | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const type = meet(a.type, b.type, depth);
  const required = a.required || b.required;
  return type && { type, required, description: a.description ?? b.description };
}

/** Whether nothing is said but the kind. */
function isBare(type: ArgumentType): boolean {
  return Object.entries(type).every(
    ([key, value]) => key === "kind" || key === "description" || value === false,
  );
}

function hasObjects(type: ArgumentType): boolean {
  if (type.kind === "array") return [type.items, ...(type.prefix ?? [])].some(hasObjects);
  if (type.kind === "union") return type.members.some(hasObjects);
  return type.kind === "object" || type.kind === "reference";
}
