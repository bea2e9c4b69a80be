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
import { generic, nullableType, type UnionPlace, unionType } from "../../code/types.js";
import {
  type ArgumentType,
  type ObjectType,
  type UnionType,
  unionOf,
} from "../../tools/argument-type.js";

/** `export interface Name { … }`, or an alias where the type is no list of members. */
export function typescriptDeclaration(declared: string, type: ObjectType): Code {
  return type.properties.size === 0
    ? code`export type ${name(declared)} = ${typescriptType(type)};`
    : code`export interface ${name(declared)} ${typescriptType(type)}`;
}

/** `place` says where the type stands, which matters to the layout of unions. */
export function typescriptType(type: ArgumentType, place: UnionPlace = "property"): Code {
  switch (type.kind) {
    case "literal":
      return unionType(type.values.map(literal), place);
    case "union":
      return typescriptUnion(type, place);
    case "array":
      return code`${typescriptType(type.items, "array")}[]`;
    case "object":
      return objectType(type);
    default:
      return name(type.kind);
  }
}

function typescriptUnion(type: UnionType, place: UnionPlace): Code {
  const items = alternatives(type);
  const isNullable =
    items.length === 2 &&
    items.some((item) => print(item) === "null") &&
    type.members.some(({ kind }) => kind === "object");
  return isNullable ? nullableType(items, place) : unionType(items, place);
}

/** The members of a union, each of them once: types that differ in their bounds are the same to TypeScript. */
function alternatives(type: ArgumentType): readonly Code[] {
  if (type.kind === "literal") return type.values.map(literal);
  if (type.kind !== "union") return [typescriptType(type, "argument")];
  const all = type.members.flatMap(alternatives);
  return [...new Map(all.map((member) => [print(member), member])).values()];
}

function objectType({ properties, additional }: ObjectType): Code {
  if (properties.size === 0) {
    const values = additional === null ? name("never") : typescriptType(additional, "argument");
    return generic(name("Record"), [name("string"), values]);
  }
  const named = [...properties].map(([text, { type, required, description }]) => {
    const mark = required ? code`${key(text)}: ` : code`${key(text)}?: `;
    const member = code`${mark}${typescriptType(type)}`;
    return description === null ? member : lines([comment("/**", description), member]);
  });
  return members([...named, ...indexSignature({ kind: "object", properties, additional })]);
}

/** TypeScript wants the type of an index signature to cover the named properties too. */
function indexSignature({ properties, additional }: ObjectType): readonly Code[] {
  if (additional === null) return [];
  const named = [...properties.values()];
  const type = unionOf([additional, ...named.map((property) => property.type)]);
  const mayBeAbsent = type.kind !== "unknown" && named.some(({ required }) => !required);
  const value = mayBeAbsent
    ? unionType([...alternatives(type), name("undefined")], "property")
    : typescriptType(type);
  return [code`[key: string]: ${value}`];
}
