// Makes the whole arguments of a call: valid for the tool, as the constraints want them, and with some values given.

import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { ArgumentType, Definitions, ObjectType } from "../tools/argument-type.js";
import { type Dates, endsOf, findRange, isRange } from "./ranges.js";
import { findValue } from "./values/find-value.js";
import type { Json } from "./values/found.js";

/** A value that an argument is to have; undefined where it is to be absent. */
export interface Given {
  readonly path: readonly string[];
  readonly value: Json | undefined;
}

/** The part of a tool that says what its arguments are. */
export interface Arguments {
  readonly parameters: ObjectType;
  readonly definitions: Definitions;
}

export type JsonObject = { readonly [name: string]: Json };

/** Null where no such arguments are found. */
export function buildArguments(
  { parameters, definitions }: Arguments,
  constraints: readonly CheckedConstraint[],
  given: readonly Given[],
): JsonObject | null {
  const [ranges, others] = [
    constraints.filter(isRange),
    constraints.filter((each) => !isRange(each)),
  ];
  const tool = { parameters, definitions, constraints };
  const dates = ranges.map((entry) => datesOf(entry, given, tool));
  if (dates.includes(null)) return null;
  const all = [...given, ...dates.flatMap((each) => each ?? [])];
  return within(parameters, definitions, { constraints: others, given: all });
}

/** Those of a range that are not given; null where none are found. */
function datesOf(
  entry: CheckedConstraint,
  given: readonly Given[],
  dates: Dates,
): readonly Given[] | null {
  if (entry.mayBeAbsent && entry.ends === null) return [];
  const ends = endsOf(entry);
  const isFree = (path: readonly string[]) =>
    !given.some((each) => each.path.every((name, index) => name === path[index]));
  if (ends !== null && !ends.some(isFree)) return [];
  const range = ends && findRange(ends, 0, dates);
  if (!ends || !range) return null;
  return ends
    .map((path, index) => ({ path, value: range[index] ?? "" }))
    .filter(({ path }) => isFree(path));
}

/** What is said of the properties of an object; paths are seen from it. */
interface Said {
  readonly constraints: readonly CheckedConstraint[];
  readonly given: readonly Given[];
}

function within(type: ObjectType, definitions: Definitions, said: Said): JsonObject | null {
  const isUnknown = ({ path }: { readonly path: readonly string[] }) =>
    !type.properties.has(path[0] ?? "");
  if ([...said.constraints, ...said.given].some(isUnknown)) return null;
  const entries: [string, Json][] = [];
  for (const [name, property] of type.properties) {
    const value = givenOrFound(property.type, definitions, below(name, said), property.required);
    if (value === null) return null;
    if (value !== undefined) entries.push([name, value.value]);
  }
  return Object.fromEntries(entries);
}

function below(name: string, { constraints, given }: Said): Said {
  const under = <Entry extends { readonly path: readonly string[] }>(entries: readonly Entry[]) =>
    entries
      .filter(({ path }) => path[0] === name)
      .map((entry) => ({ ...entry, path: entry.path.slice(1) }));
  return { constraints: under(constraints), given: under(given) };
}

/** Undefined where it may be left out; null where nothing is found. */
function givenOrFound(
  type: ArgumentType,
  definitions: Definitions,
  said: Said,
  required: boolean,
): { readonly value: Json } | null | undefined {
  const own = said.given.find(({ path }) => path.length === 0);
  if (own !== undefined) return own.value === undefined ? undefined : { value: own.value };
  const isAsked = said.given.length > 0 || said.constraints.some(({ mayBeAbsent }) => !mayBeAbsent);
  if (!required && !isAsked) return undefined;
  const isInside = [...said.constraints, ...said.given].some(({ path }) => path.length > 0);
  if (isInside) {
    const object = objectIn(type, definitions);
    const value = object && within(object, definitions, said);
    return value && { value };
  }
  const passes = said.constraints.map(({ constraint }) => constraint);
  const found = findValue(type, { passes, fails: null }, definitions);
  return found.kind === "value" ? { value: found.value } : null;
}

function objectIn(type: ArgumentType, definitions: Definitions): ObjectType | null {
  if (type.kind === "object") return type;
  if (type.kind === "reference") {
    const meant = definitions.get(type.name);
    return meant?.kind === "object" ? meant : null;
  }
  return type.kind === "union"
    ? (type.members.find((member) => member.kind === "object") ?? null)
    : null;
}
