// Unions without what adds nothing, types with and without checks, and how large a type is.

import {
  type ArgumentType,
  type ArrayType,
  type BooleanType,
  type Check,
  type NullType,
  type NumberType,
  never,
  type ObjectType,
  type StringType,
  type UnknownType,
  unionOf,
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

/** Any of the members; a member whose values all are in another one is left out. */
export function union(members: readonly ArgumentType[]): ArgumentType {
  const flat = members.flatMap((member) =>
    member.kind === "union" && member.checks === undefined ? member.members : [member],
  );
  const whole = new Set<string>();
  const kept = flat.filter((member) => {
    if (!isWhole(member)) return true;
    const isNew = !whole.has(member.kind);
    whole.add(member.kind);
    return isNew;
  });
  const other = kept.filter(
    (member) => member.kind !== "never" && (isWhole(member) || !isWithin(member, whole)),
  );
  if (Object.keys(wholeKinds).every((kind) => whole.has(kind))) return unknown;
  return other.length === 0 ? never : unionOf(other);
}

function isWithin(member: ArgumentType, whole: ReadonlySet<string>): boolean {
  if (member.kind !== "literal") return whole.has(member.kind);
  return member.values.every((value) => whole.has(value === null ? "null" : typeof value));
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
      return said === 3 && type.properties.size === 0 && isAnything(type.additional);
    default:
      return false;
  }
}

/** Whether every value has the type. */
export function isAnything(type: ArgumentType | null): boolean {
  return type?.kind === "unknown" && type.checks === undefined;
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

const sizes = new WeakMap<ArgumentType, number>();

/** How many types it is made of, counted as often as they stand in it. */
export function sizeOf(type: ArgumentType): number {
  const known = sizes.get(type);
  if (known !== undefined) return known;
  const size = [...partsOf(type)].reduce((sum, part) => sum + sizeOf(part), 1);
  sizes.set(type, size);
  return size;
}

function* partsOf(type: ArgumentType): Iterable<ArgumentType> {
  for (const check of type.checks ?? []) yield* typesOf(check);
  if (type.kind === "union") yield* type.members;
  if (type.kind === "array") {
    yield* [...(type.prefix ?? []), type.items];
    for (const { type: contained } of type.contains ?? []) yield contained;
  }
  if (type.kind !== "object") return;
  for (const property of type.properties.values()) yield property.type;
  for (const pattern of type.patterns ?? []) yield pattern.type;
  if (type.additional !== null) yield type.additional;
  if (type.names !== undefined) yield type.names;
}

function typesOf(check: Check): readonly ArgumentType[] {
  switch (check.kind) {
    case "any":
    case "one":
      return check.types;
    case "all":
    case "not":
      return [check.type];
    case "if":
      return [check.condition, check.then, check.otherwise].filter((type) => type !== null);
  }
}
