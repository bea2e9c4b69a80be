// How long a range of dates may be: `max_days`.

import type { Predicate } from "../compiled-policy.js";
import { type ArgumentPath, argumentAt, isObject, own } from "./argument.js";
import { type Instant, instantOf, secondsADay } from "./instant.js";

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

function isWithin(span: Instant | null | undefined, most: number): boolean {
  if (span === undefined || span === null || span.seconds < 0) {
    return false;
  }
  const limit = Math.round(most * secondsADay);
  return span.seconds < limit || (span.seconds === limit && span.nanoseconds === 0);
}

function endsOf(named: readonly Pair[]): Ends {
  return new Map(named.flatMap((pair) => pair.map((end) => [end, pair])));
}

/** The time from start to end; null if that is unclear; undefined where neither is there. */
function spanIn(holder: unknown, named: Ends): Instant | null | undefined {
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
  return found && spanOf(own(holder, found[0]), own(holder, found[1]));
}

function spanOf(start: unknown, end: unknown): Instant | null {
  const from = instantOf(start);
  const to = instantOf(end);
  if (from === undefined || to === undefined) {
    return null;
  }
  const nanoseconds = to.nanoseconds - from.nanoseconds;
  const seconds = to.seconds - from.seconds;
  return nanoseconds < 0
    ? { seconds: seconds - 1, nanoseconds: nanoseconds + 1_000_000_000 }
    : { seconds, nanoseconds };
}
