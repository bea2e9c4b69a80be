// Two types of objects in one, property by property.

import type { ArgumentType, ObjectType, PatternProperties, Property } from "../argument-type.js";
import { isAnything, never } from "../argument-type.js";
import { isFound } from "./fits.js";
import { unknown } from "./kinds.js";
import { larger, smaller } from "./meet-values.js";
import { objectType } from "./union.js";

type Intersect = (a: ArgumentType, b: ArgumentType) => ArgumentType;

/** Undefined where it cannot be said as one object type. */
export function meetObjects(
  a: ObjectType,
  b: ObjectType,
  intersect: Intersect,
): ArgumentType | undefined {
  if (!keepsAdditional(a, b) || !keepsAdditional(b, a)) return undefined;
  const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
  const properties = [...names].map((name) => [name, meetAt(name, a, b, intersect)] as const);
  const patterns = meetPatterns(a.patterns, b.patterns, intersect);
  const keys = meetOptional(a.names, b.names, intersect);
  const minProperties = larger(a.minProperties, b.minProperties);
  const maxProperties = smaller(a.maxProperties, b.maxProperties);
  const dependentRequired = meetDependent(a, b);
  return objectType({
    kind: "object",
    properties: new Map(properties),
    ...(patterns.length > 0 && { patterns }),
    additional: intersect(a.additional ?? never, b.additional ?? never),
    ...(keys !== undefined && { names: keys }),
    ...(minProperties !== undefined && { minProperties }),
    ...(maxProperties !== undefined && { maxProperties }),
    ...(dependentRequired.size > 0 && { dependentRequired }),
  });
}

/** Each pattern once, for JSON Schema has it as a key. */
function meetPatterns(
  a: readonly PatternProperties[] = [],
  b: readonly PatternProperties[] = [],
  intersect: Intersect,
): readonly PatternProperties[] {
  const types = new Map(a.map((each) => [textOf(each), each]));
  for (const each of b) {
    const known = types.get(textOf(each));
    const type = known === undefined ? each.type : intersect(known.type, each.type);
    types.set(textOf(each), { ...each, type });
  }
  return [...types.values()];
}

/**
 * Whether the other object's additional properties stay as free as its own: what matches a pattern of this one
 * is no additional property of both together.
 */
function keepsAdditional({ patterns = [] }: ObjectType, other: ObjectType): boolean {
  if (other.additional !== null && isAnything(other.additional)) return true;
  const known = new Set((other.patterns ?? []).map(textOf));
  return patterns.every((each) => known.has(textOf(each)));
}

function textOf({ pattern }: PatternProperties): string {
  return `${pattern.flags}/${pattern.source}`;
}

function meetAt(name: string, a: ObjectType, b: ObjectType, intersect: Intersect): Property {
  const first = a.properties.get(name);
  const second = b.properties.get(name);
  return {
    type: intersect(typeAt(a, name), typeAt(b, name)),
    required: first?.required === true || second?.required === true,
    description: first?.description ?? second?.description ?? null,
  };
}

/** The type of the property of that name, but for what the patterns say, which apply in any case. */
export function typeAt(object: ObjectType, name: string): ArgumentType {
  const named = object.properties.get(name);
  if (named !== undefined) return named.type;
  const matches = (object.patterns ?? []).some(({ pattern }) => isFound(pattern, name));
  return matches ? unknown : (object.additional ?? never);
}

function meetOptional(
  a: ArgumentType | undefined,
  b: ArgumentType | undefined,
  intersect: Intersect,
): ArgumentType | undefined {
  return a === undefined || b === undefined ? (a ?? b) : intersect(a, b);
}

function meetDependent(a: ObjectType, b: ObjectType): ReadonlyMap<string, readonly string[]> {
  const both = new Map(a.dependentRequired);
  for (const [name, others] of b.dependentRequired ?? []) {
    both.set(name, [...new Set([...(both.get(name) ?? []), ...others])]);
  }
  return both;
}
