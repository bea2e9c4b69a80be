// How long a range of dates may be: `max_days`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt, isObject, own } from "./argument.js";

type Pair = readonly [start: string, end: string];

/** What the ends of a range may be called: each name with the pair that it is of. */
type Ends = ReadonlyMap<string, Pair>;

const pairs: readonly Pair[] = [
  ["start", "end"],
  ["start_date", "end_date"],
  ["from", "to"],
  ["since", "until"],
];
const ends = endsOf(pairs);

// At top level `start` and `end` say too little to be dates.
const topLevelEnds = endsOf(pairs.slice(1));

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
    const beside = mayBeTopLevel ? spanIn(args, topLevelEnds) : undefined;
    if (range === undefined) {
      return beside !== undefined && beside <= most * day;
    }
    const inside = spanIn(range, ends);
    return beside === undefined && inside !== undefined && inside <= most * day;
  };
}

/** The arguments that `path` may stand for, all of which are absent where it is. */
export function standIns(path: ArgumentPath): readonly ArgumentPath[] {
  return isDateRange(path) ? [path, ...topLevelEnds.keys()] : [path];
}

function isDateRange(path: ArgumentPath): boolean {
  return (typeof path === "string" ? path : path.join(".")) === "date_range";
}

function endsOf(named: readonly Pair[]): Ends {
  return new Map(named.flatMap((pair) => pair.map((end) => [end, pair])));
}

/** Milliseconds from start to end; NaN, which no comparison holds for, if that is unclear; undefined without any end. */
function spanIn(holder: unknown, named: Ends): number | undefined {
  if (!isObject(holder)) {
    return Number.NaN;
  }
  let found: Pair | undefined;
  for (const key of Object.keys(holder)) {
    const pair = named.get(key);
    if (pair !== undefined && pair !== found) {
      if (found !== undefined) {
        return Number.NaN;
      }
      found = pair;
    }
  }
  return found === undefined ? undefined : spanOf(own(holder, found[0]), own(holder, found[1]));
}

function spanOf(start: unknown, end: unknown): number {
  const span = instantOf(end) - instantOf(start);
  return span >= 0 ? span : Number.NaN;
}

function instantOf(value: unknown): number {
  const parts = typeof value === "string" ? dateOrDateTime.exec(value) : null;
  if (parts === null) {
    return Number.NaN;
  }
  const [text, date = "", dayOfMonth, time] = parts;
  const midnight = Date.parse(date);
  // Date.parse takes 30 February for 2 March.
  const exists = Number(dayOfMonth) <= 28 || new Date(midnight).getUTCDate() === Number(dayOfMonth);
  if (!exists) {
    return Number.NaN;
  }
  return time === undefined ? midnight : Date.parse(text);
}
