// Types in their simplest form: unions without what adds nothing, arrays and objects without what cannot be.

import {
  type ArgumentType,
  type ArrayType,
  type Check,
  never,
  type ObjectType,
  unionOf,
} from "../argument-type.js";
import { kindsOf, unknown, wholeKinds, wholeKindsOf } from "./kinds.js";

/** Any of the members; what is among the values of another one is left out. */
export function union(members: readonly ArgumentType[]): ArgumentType {
  const flat = members.flatMap((member) =>
    member.kind === "union" && member.checks === undefined ? member.members : [member],
  );
  const seen = new Set<string>();
  const distinct = flat.filter((member) => {
    const [whole] = wholeKindsOf(member);
    if (whole === undefined) return member.kind !== "never";
    const isNew = !seen.has(whole);
    seen.add(whole);
    return isNew;
  });
  if (Object.keys(wholeKinds).every((kind) => seen.has(kind))) return unknown;
  const kept = distinct.filter((member) => {
    const kinds = kindsOf(member);
    const isWithin = kinds !== undefined && [...kinds].every((kind) => seen.has(kind));
    return wholeKindsOf(member).size > 0 || !isWithin;
  });
  return kept.length === 0 ? never : unionOf(withOneList(kept));
}

/** Values that are listed in several places are listed once, unless there are words about each. */
function withOneList(members: readonly ArgumentType[]): readonly ArgumentType[] {
  const lists = members.filter((member) => member.kind === "literal" && isBare(member));
  const values = lists.flatMap((list) => (list.kind === "literal" ? list.values : []));
  return members.flatMap((member): readonly ArgumentType[] => {
    if (!lists.includes(member)) return [member];
    return member === lists[0] ? [{ kind: "literal", values: [...new Set(values)] }] : [];
  });
}

function isBare({ checks, description }: ArgumentType): boolean {
  return checks === undefined && description === undefined;
}

export function withoutChecks(type: ArgumentType): ArgumentType {
  if (type.checks === undefined) return type;
  const { checks: _, ...bare } = type;
  return bare;
}

/** The type, which may have checks of its own, with these checks and no others. */
export function withChecks(type: ArgumentType, checks: readonly Check[]): ArgumentType {
  if (type.kind === "never" || checks.length === 0) return withoutChecks(type);
  return { ...type, checks };
}

/** An array type in its simplest form: no type stands where no item can. */
export function arrayType(array: ArrayType): ArgumentType {
  const { prefix = [], items, minItems = 0, uniqueItems, ...rest } = array;
  const impossible = prefix.findIndex(({ kind }) => kind === "never");
  const possible = impossible < 0 ? prefix : prefix.slice(0, impossible);
  const last = impossible < 0 ? items : never;
  const longest = last.kind === "never" ? possible.length : Number.POSITIVE_INFINITY;
  const maxItems = Math.min(array.maxItems ?? Number.POSITIVE_INFINITY, longest);
  if (minItems > maxItems) return never;
  return {
    ...rest,
    items: last,
    ...(possible.length > 0 && { prefix: possible }),
    ...(minItems > 0 && { minItems }),
    ...(maxItems < Number.POSITIVE_INFINITY && { maxItems }),
    ...(uniqueItems === true && { uniqueItems }),
  };
}

/** An object type in its simplest form; `never` where a property must be there and cannot. */
export function objectType(object: ObjectType): ArgumentType {
  const { patterns = [], minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = object;
  const entries = [...object.properties];
  const impossible = entries.some(([, { type, required }]) => required && type.kind === "never");
  if (impossible || minProperties > maxProperties) return never;
  const additional = object.additional?.kind === "never" ? null : object.additional;
  const closed = additional === null && patterns.length === 0;
  const properties = closed
    ? new Map(entries.filter(([, { type }]) => type.kind !== "never"))
    : object.properties;
  return { ...object, properties, additional };
}
