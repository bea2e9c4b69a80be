// The two dates that `max_days` is about: where they stand, and some that are so many days apart.

import { after } from "../constraints/after.js";
import { before } from "../constraints/before.js";
import type { Constraint, ConstraintKind } from "../constraints/constraint.js";
import { maxDays, pairs } from "../constraints/max-days.js";
import { withoutNull } from "../constraints/narrow-type.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import { type ArgumentType, never } from "../tools/argument-type.js";
import type { Arguments } from "./build-arguments.js";
import { isSame } from "./subject.js";
import { findValue } from "./values/find-value.js";
import { canBe } from "./values/holding.js";

/** Where the start and the end of a range are. */
export type Ends = readonly [start: readonly string[], end: readonly string[]];

export function isRange({ constraint }: CheckedConstraint): boolean {
  return constraint.kind === maxDays.key;
}

/** Null where no tools module says which they are. */
export function endsOf({ ends, path, argument }: CheckedConstraint): Ends | null {
  if (ends !== null) return [[ends[0]], [ends[1]]];
  const type = argument && withoutNull(argument.type);
  if (type?.kind !== "object") return null;
  const names = pairs.find((pair) => pair.every((name) => type.properties.has(name)));
  return names === undefined
    ? null
    : [
        [...path, names[0]],
        [...path, names[1]],
      ];
}

/** The arguments that have them, and what else is asked of those. */
export interface Dates extends Arguments {
  readonly constraints: readonly CheckedConstraint[];
}

export type Range = readonly [start: string, end: string];

/** Null where none are found that pass the other constraints on them. */
export function findRange([start, end]: Ends, days: number, dates: Dates): Range | null {
  const since = datesAt(start, dates).map((first) => [first, later(first, days)] as const);
  const until = datesAt(end, dates).map((last) => [later(last, -days), last] as const);
  const right = [...since, ...until].find(
    ([first, last]) => first && last && canHave(first, start, dates) && canHave(last, end, dates),
  );
  return right?.[0] && right[1] ? [right[0], right[1]] : null;
}

/** Some that the argument can be: a later one and an earlier one. */
function datesAt(path: readonly string[], dates: Dates): readonly string[] {
  const { type, passes } = endAt(path, dates);
  return someDates.flatMap((within) => {
    const found = findValue(
      type,
      { passes: [...within, ...passes], fails: null },
      dates.definitions,
    );
    return found.kind === "value" ? [String(found.value)] : [];
  });
}

function canHave(date: string, path: readonly string[], dates: Dates): boolean {
  const { type, passes } = endAt(path, dates);
  return canBe(date, type, passes, dates.definitions);
}

interface End {
  readonly type: ArgumentType;
  readonly passes: readonly Constraint[];
}

function endAt(path: readonly string[], { parameters, constraints }: Dates): End {
  const own = constraints.filter((entry) => entry.ends === null && isSame(entry.path, path));
  const type = path.reduce<ArgumentType>((holder, name) => {
    const object = withoutNull(holder);
    return (object.kind === "object" && object.properties.get(name)?.type) || never;
  }, parameters);
  return { type, passes: own.map(({ constraint }) => constraint) };
}

function read({ read: reader }: ConstraintKind, value: string): readonly Constraint[] {
  const result = reader({ kind: "string", value, range: { start: 0, end: 0 } });
  return "value" in result ? [result.value] : [];
}

/** From a day that reads well, and up to the next one. */
const someDates = [read(after, "2025-12-31T23:59:59.999999999Z"), read(before, "2026-01-02")];

const day = 86_400_000;

/** Null where there is no such date. */
function later(date: string, days: number): string | null {
  const moved = new Date(Date.parse(date) + days * day);
  if (Number.isNaN(moved.valueOf())) return null;
  const text = moved.toISOString().replace(".000Z", "Z");
  const isDay = date.length === "2026-01-01".length;
  if (isDay) return text.endsWith("T00:00:00Z") ? text.slice(0, date.length) : null;
  return text;
}
