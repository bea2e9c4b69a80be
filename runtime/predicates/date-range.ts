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
  /^(\d{4}-\d\d-(\d\d))(?:(T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/u;

/** An object with one pair of ends, the second no earlier than the first and at most `most` times 24 hours after it. */
export function withinDays(path: ArgumentPath, most: number): Predicate {
  const read = argumentAt(path);
  return (args) => isWithin(spanIn(read(args), ends), most);
}

/** As `withinDays`; but `date_range` may also be a pair of arguments at top level. Then no `date_range` may be there. */
export function eitherWithinDays(path: ArgumentPath, most: number): Predicate {
  if (path !== "date_range") {
    return withinDays(path, most);
  }
  return (args) => {
    const range = own(args, path);
    const beside = spanIn(args, topLevelEnds);
    if (range === undefined) {
      return isWithin(beside, most);
    }
    return beside === undefined && isWithin(spanIn(range, ends), most);
  };
}

function isWithin(span: number | undefined, most: number): boolean {
  return span !== undefined && span <= most * day;
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
  const from = instantOf(start);
  const to = instantOf(end);
  if (from === undefined || to === undefined) {
    return Number.NaN;
  }
  const fraction = (to.nanoseconds - from.nanoseconds) / 1_000_000;
  const span = to.milliseconds - from.milliseconds + fraction;
  return span >= 0 ? span : Number.NaN;
}

interface Instant {
  /** Of the last full second. */
  readonly milliseconds: number;
  /** Beyond that second: `Date` knows milliseconds only, and would call a later end the same. */
  readonly nanoseconds: number;
}

function instantOf(value: unknown): Instant | undefined {
  const parts = typeof value === "string" ? dateOrDateTime.exec(value) : null;
  if (parts === null) {
    return undefined;
  }
  const [, date = "", dayOfMonth, time = "T00:00:00", fraction = "", zone = "Z"] = parts;
  // Date.parse takes 30 February for 2 March.
  const exists = new Date(Date.parse(date)).getUTCDate() === Number(dayOfMonth);
  const milliseconds = Date.parse(`${date}${time}${zone}`);
  return exists && !Number.isNaN(milliseconds)
    ? { milliseconds, nanoseconds: Number(fraction.padEnd(9, "0")) }
    : undefined;
}
