// `date_range_max_days: 90` keeps a range of dates short: its end at most so many times 24 hours after its start.

import { literal } from "../code/code.js";
import type { ArgumentType, ObjectType, Property } from "../tools/argument-type.js";
import type { Reader } from "./constraint.js";
import { defineKind, type FoundArgument } from "./constraint.js";
import { withoutNull } from "./narrow-type.js";
import { predicate } from "./predicates.js";

/** What the two ends of a range may be called. At top level `start` and `end` say too little. */
export const pairs = [
  ["start", "end"],
  ["start_date", "end_date"],
  ["from", "to"],
  ["since", "until"],
] as const;

const days: Reader<number> = (value) =>
  value.kind === "number" && value.value >= 0
    ? { value: value.value }
    : { problem: "is not a number of days", help: "write a number from 0" };

export const maxDays = defineKind<number>({
  key: "max_days",
  about: "From its start to its end are at most so many days.",
  takes: "days",
  short: [
    {
      form: "*_max_days",
      predicate: (path, most) => predicate("eitherWithinDays", path, literal(most)),
    },
  ],
  on: ["object"],
  read: days,
  text: (most) => `must span at most ${most} ${most === 1 ? "day" : "days"}`,
  predicate: (path, most) => predicate("withinDays", path, literal(most)),
  infers: () => null,
  narrow: () => null,
  exact: false,
  misfit: (type) =>
    type.kind !== "object" || countPairs(type) === 1
      ? undefined
      : "it needs one start and one end: `start`/`end`, `start_date`/`end_date`, `from`/`to` or `since`/`until`, as strings",
  find: pairsAtTop,
  examples: [
    {
      yaml: "90",
      passes: [
        { start: "2026-01-01", end: "2026-04-01" },
        { from: "2026-01-01T00:00:00Z", to: "2026-01-01T02:00:00+01:00" },
      ],
      fails: [
        { start: "2026-01-01", end: "2026-04-02" },
        { start: "2026-04-01", end: "2026-01-01" },
        { start: "2026-02-30", end: "2026-03-01" },
        { start: "2026-01-01" },
        { start: "2026-01-01", end: "tomorrow" },
        { start: "2026-01-01", end: "2026-01-02", from: "2026-01-01" },
        { start: "2026-01-01T00:00:00.0000001Z", end: "2026-01-01T00:00:00Z" },
        { start: "2026-01-01T00:00:00Z", end: "2026-04-01T00:00:00.000000001Z" },
        "2026-01-01/2026-01-02",
        null,
      ],
    },
  ],
});

function countPairs({ properties }: ObjectType): number {
  return pairs.filter((ends) => ends.every((end) => isText(properties.get(end)))).length;
}

/** Null is no date, but where a tool is strict it stands for one that is left out. */
function isText(property: Property | undefined): boolean {
  return property !== undefined && withoutNull(property.type).kind === "string";
}

/** A pair of top-level arguments, seen as the object that it stands for. */
function pairsAtTop(parameters: ObjectType): readonly FoundArgument[] {
  return pairs.slice(1).flatMap(([start, end]): FoundArgument[] => {
    const first = parameters.properties.get(start);
    const last = parameters.properties.get(end);
    if (first === undefined || last === undefined) return [];
    const properties = new Map([
      [start, first],
      [end, last],
    ]);
    const type: ArgumentType = { kind: "object", properties, additional: null };
    const optional = !first.required || !last.required;
    return [{ path: ["date_range"], type, optional, ends: [start, end] }];
  });
}
