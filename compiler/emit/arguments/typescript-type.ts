// An argument type in TypeScript's own words: what a tool's handler gets.

import {
  type Code,
  code,
  comment,
  key,
  lines,
  literal,
  members,
  name,
  print,
} from "../../code/code.js";
import { alias } from "../../code/constant.js";
import {
  generic,
  nullableType,
  openTupleType,
  type UnionPlace,
  unionType,
} from "../../code/types.js";
import {
  type ArgumentType,
  type ArrayType,
  type ObjectType,
  type UnionType,
  unionOf,
} from "../../tools/argument-type.js";
import { type DeclaredNames, declaredName, noNames } from "./declared-names.js";
import { tupleItems } from "./tuple-items.js";

/** `export interface Name { … }`, or an alias where the type is no list of members. */
export function typescriptDeclaration(
  declared: string,
  type: ArgumentType,
  names: DeclaredNames = noNames,
): Code {
  const body = typescriptType(type, "property", names);
  return type.kind === "object" && type.properties.size > 0
    ? code`export interface ${name(declared)} ${body}`
    : alias(name(declared), body);
}

/** `place` says where the type stands, which matters to the layout of unions. */
export function typescriptType(
  type: ArgumentType,
  place: UnionPlace = "property",
  names: DeclaredNames = noNames,
): Code {
  switch (type.kind) {
    case "literal":
      return unionType(type.values.map(literal), place);
    case "union":
      return typescriptUnion(type, names, place);
    case "array":
      return arrayType(type, names);
    case "object":
      return objectType(type, names);
    case "reference":
      return name(declaredName(type.name, names));
    default:
      return name(type.kind);
  }
}

function typescriptUnion(type: UnionType, names: DeclaredNames, place: UnionPlace): Code {
  const items = alternatives(type, names);
  const isNullable =
    items.length === 2 &&
    items.some((item) => print(item) === "null") &&
    type.members.some(({ kind }) => kind === "object" || kind === "reference");
  return isNullable ? nullableType(items, place) : unionType(items, place);
}

/** The members of a union, each of them once: types that differ in their bounds are the same to TypeScript. */
function alternatives(type: ArgumentType, names: DeclaredNames): readonly Code[] {
  if (type.kind === "literal") return type.values.map(literal);
  if (type.kind !== "union") return [typescriptType(type, "argument", names)];
  const all = type.members.flatMap((member) => alternatives(member, names));
  const distinct = new Map(all.map((member) => [print(member), member]));
  const anything = distinct.get("unknown");
  if (anything !== undefined) return [anything];
  if (distinct.size > 1) distinct.delete("never");
  return [...distinct.values()];
}

function arrayType(type: ArrayType, names: DeclaredNames): Code {
  const tuple = tupleItems(type);
  if (tuple === null) return code`${typescriptType(type.items, "array", names)}[]`;
  const { required, optional, rest } = tuple;
  const isAlone = required.length + optional.length + Number(rest !== null) === 1;
  return openTupleType([
    ...required.map((item) => typescriptType(item, isAlone ? "argument" : "tuple", names)),
    ...optional.map((item) => code`${typescriptType(item, "array", names)}?`),
    ...(rest === null ? [] : [code`...${typescriptType(rest, "array", names)}[]`]),
  ]);
}

function objectType(type: ObjectType, names: DeclaredNames): Code {
  const { properties } = type;
  if (properties.size === 0) {
    const values = furtherType(type) ?? never;
    // An alias may contain itself in a list of members, but not as an argument of another alias.
    return names.size > 0
      ? members([code`[key: string]: ${typescriptType(values, "property", names)}`])
      : generic(name("Record"), [name("string"), typescriptType(values, "argument", names)]);
  }
  const named = [...properties].map(([text, { type: part, required, description }]) => {
    const mark = required ? code`${key(text)}: ` : code`${key(text)}?: `;
    const member = code`${mark}${typescriptType(part, "property", names)}`;
    return description === null ? member : lines([comment("/**", description), member]);
  });
  return members([...named, ...indexSignature(type, names)]);
}

/** TypeScript wants the type of an index signature to cover the named properties too. */
function indexSignature(type: ObjectType, names: DeclaredNames): readonly Code[] {
  const further = furtherType(type);
  if (further === null) return [];
  const named = [...type.properties.values()];
  const all = unionOf([further, ...named.map((property) => property.type)]);
  const items = alternatives(all, names);
  const mayBeAbsent =
    print(items[0] ?? name("never")) !== "unknown" && named.some(({ required }) => !required);
  const value = mayBeAbsent
    ? unionType([...items, name("undefined")], "property")
    : typescriptType(all, "property", names);
  return [code`[key: string]: ${value}`];
}

/** What properties are that are not named; null where there may be none. */
function furtherType({ patterns = [], additional }: ObjectType): ArgumentType | null {
  const types = [...patterns.map(({ type }) => type), ...(additional === null ? [] : [additional])];
  return types.length === 0 ? null : unionOf(types);
}

const never: ArgumentType = { kind: "never" };
