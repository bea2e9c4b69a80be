// A tool's argument schema: whatever it is written as, what a call can fulfil of it is one object type.

import type { Dialect } from "../../policy/policy.js";
import type { ValueSyntax } from "../../syntax/syntax.js";
import { intersect } from "../algebra/intersect.js";
import { unknown, wholeKinds } from "../algebra/kinds.js";
import { typeAt } from "../algebra/meet-objects.js";
import { union, withChecks, withoutChecks } from "../algebra/union.js";
import {
  type ArgumentType,
  type Check,
  type Definitions,
  never,
  noArguments,
  type ObjectType,
  type Property,
} from "../argument-type.js";
import { SchemaReader } from "./read-schema.js";
import type { SchemaPlace } from "./schema.js";

export interface Parameters {
  readonly parameters: ObjectType;
  readonly definitions: Definitions;
}

/** Undefined where no object fits. INVARIANT: what else is refused is reported, and the tool is left out. */
export function readParameters(
  value: ValueSyntax,
  dialect: Dialect,
  place: SchemaPlace,
): Parameters | undefined {
  const reader = new SchemaReader(value, dialect, place);
  const type = reader.read(value, place);
  if (type.kind === "never") {
    const message = "no arguments fit this schema, so every call is denied";
    place.refuse("SC7040", message, value.range, "correct what contradicts itself");
    return { parameters: nothingFits, definitions: reader.definitions };
  }
  const parameters = asObject(intersect(type, wholeKinds.object));
  if (parameters !== undefined) return { parameters, definitions: reader.definitions };
  const message = "the arguments of a tool are an object";
  return place.refuse("SC7006", message, value.range, 'write `"type": "object"`');
}

/** As much as the schema says: it is no fault of a call, and no reason to refuse the other tools. */
const nothingFits: ObjectType = { ...noArguments, checks: [{ kind: "all", type: never }] };

/** One object type for a type of objects, with its alternatives as a check. */
function asObject(type: ArgumentType): ObjectType | undefined {
  const { checks = [], description: _, ...bare } = type;
  if (bare.kind === "object") return withAlternatives(bare, checks);
  if (bare.kind !== "union") return undefined;
  const { members } = bare;
  const isSaid = checks.some(
    (check) => check.kind === "one" && check.types.every((each) => members.includes(each)),
  );
  const any: readonly Check[] = isSaid ? [] : [{ kind: "any", types: members }];
  return withAlternatives(wholeKinds.object, [...checks, ...any]);
}

/** With the properties of the alternatives, as far as they have one type or another in each of them. */
function withAlternatives(object: ObjectType, checks: readonly Check[]): ObjectType | undefined {
  let merged: ArgumentType = object;
  for (const check of checks) {
    if (check.kind !== "any" && check.kind !== "one") continue;
    const members = check.types.map((type) => withoutChecks(intersect(type, wholeKinds.object)));
    const objects = members.flatMap((member) =>
      member.kind === "union" ? member.members : [member],
    );
    const known = objects.filter((member) => member.kind === "object");
    if (known.length === objects.length) merged = intersect(merged, mergeAll(known));
  }
  const checked = withChecks(merged, [...(merged.checks ?? []), ...checks]);
  return checked.kind === "object" ? checked : undefined;
}

/** An object type that has all values of the given ones, and more. */
function mergeAll(objects: readonly ObjectType[]): ObjectType {
  const names = new Set(objects.flatMap(({ properties }) => [...properties.keys()]));
  const properties = [...names].map((name): [string, Property] => {
    const own = objects.map((object) => object.properties.get(name));
    return [
      name,
      {
        type: union(objects.map((object) => typeAt(object, name))),
        required: own.every((property) => property?.required === true),
        description: own.find((property) => property?.description != null)?.description ?? null,
      },
    ];
  });
  const others = objects.map(({ additional, patterns }) => (patterns ? unknown : additional));
  const additional = union(others.filter((other) => other !== null));
  return {
    kind: "object",
    properties: new Map(properties),
    additional: additional.kind === "never" ? null : additional,
  };
}
