// The values nearest to another one, of a type and within constraints: one of each sort that conditions tell apart.

import type { Constraint } from "../../constraints/constraint.js";
import type { ArgumentType, Definitions, ObjectType } from "../../tools/argument-type.js";
import type { Asked } from "../conditions/asked.js";
import { partsOf } from "../conditions/sorts-of-values.js";
import { findValue, possible } from "../values/find-value.js";
import { anything, isWanted, type Json } from "../values/found.js";
import { byDistance } from "./distance.js";
import { nearestLists } from "./nearest-list.js";
import { nearestNumber } from "./nearest-number.js";
import { nearestTexts } from "./nearest-text.js";

/** What conditions ask of an argument, and the constraints that its value must pass. */
export interface Demand extends Omit<Asked, "path"> {
  readonly passes: readonly Constraint[];
}

/** The nearest first: the value itself, where it is one of them. What they would be asked for, they must still be asked. */
export function nearestValues(
  value: unknown,
  type: ArgumentType,
  demand: Demand,
  definitions: Definitions,
): readonly Json[] {
  return byDistance(value, ofType(value, type, demand, definitions));
}

function ofType(
  value: unknown,
  type: ArgumentType,
  demand: Demand,
  definitions: Definitions,
): readonly Json[] {
  const { passes } = demand;
  const wanted = { passes, fails: null };
  // INVARIANT: arguments are data as JSON has it.
  const isRight = (one: unknown): one is Json => one !== undefined && isWanted(one as Json, wanted);
  switch (type.kind) {
    case "union":
      return type.members.flatMap((member) => ofType(value, member, demand, definitions));
    case "unknown":
      return [
        ...(isRight(value) ? [value] : []),
        ...possible(wanted).flatMap((each) => ofType(value, each, demand, definitions)),
      ];
    case "reference": {
      // Each is opened once, so that one which means itself comes to an end.
      const others = new Map([...definitions].filter(([name]) => name !== type.name));
      const meant = definitions.get(type.name);
      return meant === undefined ? [] : ofType(value, meant, demand, others);
    }
    case "array":
      return orAny(nearestLists(value, type, demand, definitions, nearestValues));
    case "object":
      return orAny(nearestObject(value, type, definitions));
    default: {
      const parts = partsOf(type, demand) ?? [{ type, passes: [] }];
      return parts.flatMap((part) =>
        orAny(ofPart(value, part.type, [...passes, ...part.passes]), part.type, part.passes),
      );
    }
  }

  /** Where nothing near is known: any, as the analysis finds it. */
  function orAny(
    near: readonly Json[],
    within: ArgumentType = type,
    also: readonly Constraint[] = [],
  ): readonly Json[] {
    if (near.length > 0) return near;
    const found = findValue(within, { passes: [...passes, ...also], fails: null }, definitions);
    return found.kind === "value" ? [found.value] : [];
  }
}

function ofPart(
  value: unknown,
  type: ArgumentType,
  passes: readonly Constraint[],
): readonly Json[] {
  switch (type.kind) {
    case "literal":
      return type.values.filter((each) => isWanted(each, { passes, fails: null }));
    case "number":
      return nearestNumber(value, type, passes);
    case "string":
      return nearestTexts(value, type, passes);
    default:
      return [];
  }
}

/** What it holds put right, one by one. */
function nearestObject(
  value: unknown,
  type: ObjectType,
  definitions: Definitions,
): readonly Json[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const names = new Set([...Object.keys(value), ...type.properties.keys()]);
  const entries: [string, Json][] = [];
  for (const name of names) {
    const property = type.properties.get(name);
    const own: unknown = Object.hasOwn(value, name) ? Object(value)[name] : undefined;
    const inner = property?.type ?? type.additional;
    if (inner === null || (own === undefined && !property?.required)) continue;
    const [near] = nearestValues(own, inner, { ...nothing, ...anything }, definitions);
    if (near !== undefined) entries.push([name, near]);
    else if (property?.required) return [];
  }
  return [Object.fromEntries(entries)];
}

const nothing = { values: [], texts: [], lengths: [] };
