// The keywords that combine schemas about the same value: allOf, anyOf, oneOf, not, if, dependentSchemas.

import { areDisjoint } from "../algebra/intersect.js";
import { unknown, wholeKinds } from "../algebra/kinds.js";
import { conditional } from "../algebra/narrow-checks.js";
import { union, withChecks } from "../algebra/union.js";
import type { ArgumentType, Check, ObjectType } from "../argument-type.js";
import { isAnything, never } from "../argument-type.js";
import type { Schema } from "./schema.js";

export function readAllOf(schema: Schema): readonly ArgumentType[] {
  return members(schema, "allOf") ?? [];
}

export function readAnyOf(schema: Schema): ArgumentType {
  const types = members(schema, "anyOf");
  return types === undefined ? unknown : union(types);
}

export function readOneOf(schema: Schema): ArgumentType {
  const types = members(schema, "oneOf")?.filter(({ kind }) => kind !== "never");
  if (types === undefined) return unknown;
  const areApart = types.every((type, index) =>
    types.slice(index + 1).every((other) => areDisjoint(type, other)),
  );
  const any = union(types);
  return areApart ? any : withChecks(any, [...(any.checks ?? []), { kind: "one", types }]);
}

/** The conditions that no structure can express. */
export function readConditions(schema: Schema): ArgumentType {
  const checks = [readNot(schema), readIf(schema), ...readDependent(schema)];
  const found = checks.filter((check) => check !== undefined);
  const isImpossible = found.some((check) => check.kind === "not" && isAnything(check.type));
  return isImpossible ? never : withChecks(unknown, found);
}

function members(schema: Schema, keyword: string): readonly ArgumentType[] | undefined {
  const types = schema.list(keyword, (index) => schema.place.alternative(keyword, index));
  return types?.length === 0 ? schema.malformed(keyword, "a list of one schema or more") : types;
}

function readNot(schema: Schema): Check | undefined {
  const type = schema.alternative("not");
  return type === undefined || type.kind === "never" ? undefined : { kind: "not", type };
}

function readIf(schema: Schema): Check | undefined {
  const condition = schema.alternative("if");
  const then = demanding(schema.alternative("then"));
  const otherwise = demanding(schema.alternative("else"));
  return condition && conditional(condition, then, otherwise);
}

function readDependent(schema: Schema): readonly (Check | undefined)[] {
  return ["dependentSchemas", "dependencies"].flatMap((keyword) =>
    schema.entries(keyword).map(({ key, value }) => {
      if (keyword === "dependencies" && value.kind === "list") return undefined;
      const then = schema.reader.read(value, schema.place.alternative(keyword, key.text));
      return conditional(having(key.text), demanding(then), null);
    }),
  );
}

/** Null where the type demands nothing. */
function demanding(type: ArgumentType | undefined): ArgumentType | null {
  return type === undefined || isAnything(type) ? null : type;
}

/** Any object that has the property. */
function having(name: string): ObjectType {
  const property = { type: unknown, required: true, description: null };
  return { ...wholeKinds.object, properties: new Map([[name, property]]) };
}
