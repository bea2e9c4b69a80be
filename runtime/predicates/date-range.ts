// How long a range of dates may be: `max_days`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt, isObject, own } from "./argument.js";
import { type Instant, instantOf, isEarlier, secondsADay } from "./instant.js";

interface Range {
  readonly start: Instant;
  readonly end: Instant;
}

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

/** An object with one pair of ends, the second no earlier than the first and at most `most` times 24 hours after it. */
export function withinDays(path: ArgumentPath, most: number): Predicate {
  const read = argumentAt(path);
  return (args) => isWithin(rangeIn(read(args), ends), most);
}

/** As `withinDays`; but `date_range` may also be a pair of arguments at top level. Then no `date_range` may be there. */
export function eitherWithinDays(path: ArgumentPath, most: number): Predicate {
  if (path !== "date_range") {
    return withinDays(path, most);
  }
  return (args) => {
    const range = own(args, path);
    const beside = rangeIn(args, topLevelEnds);
    if (range === undefined) {
      return isWithin(beside, most);
    }
    return beside === undefined && isWithin(rangeIn(range, ends), most);
  };
}

function isWithin(range: Range | null | undefined, most: number): boolean {
  if (range === undefined || range === null) {
    return false;
  }
  const { start, end } = range;
  const latest = { ...start, seconds: start.seconds + Math.round(most * secondsADay) };
  return !isEarlier(end, start) && !isEarlier(latest, end);
}

function endsOf(named: readonly Pair[]): Ends {
  return new Map(named.flatMap((pair) => pair.map((end) => [end, pair])));
}

/** What lies between start and end; null if that is unclear; undefined where neither is there. */
function rangeIn(holder: unknown, named: Ends): Range | null | undefined {
  if (!isObject(holder)) {
    return null;
  }
  let found: Pair | undefined;
  for (const key of Object.keys(holder)) {
    const pair = named.get(key);
    if (pair !== undefined && pair !== found) {
      if (found !== undefined) {
        return null;
      }
      found = pair;
    }
  }
  return found && rangeOf(own(holder, found[0]), own(holder, found[1]));
}

function rangeOf(from: unknown, to: unknown): Range | null {
  const start = instantOf(from);
  const end = instantOf(to);
  return start === undefined || end === undefined ? null : { start, end };
}
