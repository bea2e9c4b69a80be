// The types of conditions: CEL's own, made of the types of arguments and facts.

import { groupBy } from "../analysis/group-by.js";
import type { Scalar } from "../constraints/constraint.js";
import type { ArgumentType, Definitions, ObjectType } from "../tools/argument-type.js";

export type CelType = Single | UnionOf | Unknown;

/** Values of one kind. */
export type Single = ScalarOf | ListOf | MapOf;

export interface ScalarOf {
  readonly kind: "int" | "double" | "string" | "bool" | "null" | "timestamp" | "duration";
  /** The only ones, where there are just a few. */
  readonly values?: readonly Scalar[];
}

export interface ListOf {
  readonly kind: "list";
  /** Asked for when needed: a type may contain itself. */
  readonly items: () => CelType;
}

export interface MapOf {
  readonly kind: "map";
  readonly object: ObjectType;
  readonly definitions: Definitions;
}

export interface UnionOf {
  readonly kind: "union";
  readonly members: readonly Single[];
}

/** `dyn` may be anything; `fault` is what has been reported already, so that nothing more is said of it. */
export interface Unknown {
  readonly kind: "dyn" | "fault";
}

export type Kind = Single["kind"];

export const dyn: Unknown = { kind: "dyn" };
export const fault: Unknown = { kind: "fault" };

export const scalar = (kind: ScalarOf["kind"]): ScalarOf => ({ kind });

/** The kinds of value that it may be; none where nothing is known. */
export function membersOf(type: CelType): readonly Single[] {
  if (!isKnown(type)) return [];
  return type.kind === "union" ? type.members : [type];
}

export function isKnown(type: CelType): type is Single | UnionOf {
  return type.kind !== "dyn" && type.kind !== "fault";
}

/** Any of these; those of one kind put into one, objects aside. */
export function eitherOf(types: readonly CelType[]): CelType {
  const unknown = types.find((type) => !isKnown(type));
  if (unknown !== undefined) return unknown;
  const byKind = groupBy(types.flatMap(membersOf), ({ kind }) => kind);
  const members = [...byKind.values()].flatMap(merged);
  const [first, ...others] = members;
  // Of nothing, as the items of `[]` are, there is no kind.
  return first !== undefined && others.length === 0 ? first : { kind: "union", members };
}

function merged(alike: readonly Single[]): readonly Single[] {
  const [first, ...others] = alike;
  if (first === undefined || others.length === 0) return alike;
  if (first.kind === "map") return alike;
  if (first.kind === "list") {
    const items = () =>
      eitherOf(alike.flatMap((each) => (each.kind === "list" ? [each.items()] : [])));
    return [{ kind: "list", items }];
  }
  const lists = alike.map((each) => ("values" in each ? each.values : undefined));
  return lists.some((values) => values === undefined)
    ? [scalar(first.kind)]
    : [{ kind: first.kind, values: lists.flatMap((values) => values ?? []) }];
}

/** Without null. */
export function withoutNull(type: CelType): CelType {
  return type.kind === "union"
    ? eitherOf(type.members.filter(({ kind }) => kind !== "null"))
    : type;
}

/** What an argument's type is in CEL. `opened` are the definitions that it stands in. */
export function celTypeOf(
  type: ArgumentType,
  definitions: Definitions,
  opened: readonly string[] = [],
): CelType {
  switch (type.kind) {
    case "string":
    case "null":
      return scalar(type.kind);
    case "boolean":
      return scalar("bool");
    case "number":
      return scalar(type.integer ? "int" : "double");
    case "literal":
      return eitherOf(type.values.map(typeOfValue));
    case "array": {
      const items = [...(type.prefix ?? []), type.items];
      return {
        kind: "list",
        items: () => eitherOf(items.map((each) => celTypeOf(each, definitions))),
      };
    }
    case "object":
      return { kind: "map", object: type, definitions };
    case "union":
      return eitherOf(type.members.map((member) => celTypeOf(member, definitions, opened)));
    case "reference": {
      const meant = definitions.get(type.name);
      if (meant === undefined || opened.includes(type.name)) return dyn;
      return celTypeOf(meant, definitions, [...opened, type.name]);
    }
    default:
      return dyn;
  }
}

function typeOfValue(value: Scalar | null): ScalarOf {
  if (value === null) return scalar("null");
  if (typeof value === "string") return { kind: "string", values: [value] };
  if (typeof value === "boolean") return { kind: "bool", values: [value] };
  return { kind: Number.isInteger(value) ? "int" : "double", values: [value] };
}

/** A property of an object as a condition sees it. */
export interface FieldOf {
  readonly type: CelType;
  /** Whether it may be missing. */
  readonly optional: boolean;
}

/** Undefined where the object has no such property, as far as its type says. */
export function fieldOf({ object, definitions }: MapOf, name: string): FieldOf | undefined {
  const property = object.properties.get(name);
  if (property !== undefined) {
    const { type, required } = property;
    return { type: celTypeOf(type, definitions), optional: !required };
  }
  const { additional, patterns = [], properties } = object;
  if (patterns.length > 0) return { type: dyn, optional: true };
  // Objects that name their properties are mostly open because nobody said that they are not.
  if (additional === null || (additional.kind === "unknown" && properties.size > 0)) {
    return undefined;
  }
  return { type: celTypeOf(additional, definitions), optional: true };
}

const names: Readonly<Record<Kind, string>> = {
  int: "an integer",
  double: "a number",
  string: "a string",
  bool: "a boolean",
  null: "null",
  timestamp: "a timestamp",
  duration: "a duration",
  list: "a list",
  map: "an object",
};

/** As messages call it. */
export function nameOf(type: CelType): string {
  const all = membersOf(type).map(({ kind }) => names[kind]);
  return all.length === 0 ? "of any type" : [...new Set(all)].join(" or ");
}

export function nameOfKind(kind: Kind): string {
  return names[kind];
}
