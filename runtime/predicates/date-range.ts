// How long a range of dates may be: `max_days`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt, isObject, own } from "./argument.js";

type Pair = readonly [start: string, end: string];

const pairs: readonly Pair[] = [
  ["start", "end"],
  ["start_date", "end_date"],
  ["from", "to"],
  ["since", "until"],
];

// At top level `start` and `end` say too little to be dates.
const topLevelPairs = pairs.slice(1);

const day = 24 * 60 * 60 * 1000;
const dateOrDateTime =
  /^(\d{4}-\d\d-(\d\d))(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/u;

/**
 * A range that ends no earlier than it starts, and no later than `most` times 24 hours after. The argument is an object
 * with one pair of ends. `date_range` may also be a pair of arguments at top level; then there is no `date_range`.
 */
export function withinDays(path: ArgumentPath, most: number): Predicate {
  const read = argumentAt(path);
  const mayBeTopLevel = isDateRange(path);
  return (args) => {
    const range = read(args);
    const inside = isObject(range) ? endsOf(range, pairs) : [];
    const beside = mayBeTopLevel ? endsOf(args, topLevelPairs) : [];
    if (beside.length > 0 && range !== undefined) {
      return false;
    }
    const [start, end, ...others] = range === undefined ? beside : inside;
    // Two ends and no more: they are of one pair, or `spanOf` finds one of them missing.
    return others.length === 0 && spanOf(start, end) <= most * day;
  };
}

/** The arguments that `path` may stand for, all of which are absent where it is. */
export function standIns(path: ArgumentPath): readonly ArgumentPath[] {
  return isDateRange(path) ? [path, ...topLevelPairs.flat()] : [path];
}

function isDateRange(path: ArgumentPath): boolean {
  return (typeof path === "string" ? path : path.join(".")) === "date_range";
}

/** Both ends of each pair of which either end is there. */
function endsOf(holder: unknown, candidates: readonly Pair[]): readonly unknown[] {
  return candidates
    .map(([start, end]) => [own(holder, start), own(holder, end)])
    .filter((ends) => ends.some((value) => value !== undefined))
    .flat();
}

/** Milliseconds from start to end; NaN, which no comparison holds for, where there is no such range. */
function spanOf(start: unknown, end: unknown): number {
  const span = instantOf(end) - instantOf(start);
  return span >= 0 ? span : Number.NaN;
}

function instantOf(value: unknown): number {
  const [, date, dayOfMonth, time] =
    (typeof value === "string" && dateOrDateTime.exec(value)) || [];
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Date.parse takes 30 February for 2 March.
  const exists = new Date(midnight).getUTCDate() === Number(dayOfMonth);
  if (!exists) {
    return Number.NaN;
  }
  return time === undefined ? midnight : Date.parse(`${date}${time}`);
}
