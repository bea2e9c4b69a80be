// Dates within limits, in the form of one that is not.

import { instantOf } from "@authensor/safeclaw-runtime/schema";
import type { Limits } from "../../constraints/constraint.js";
import { nanosecondsOf } from "../../constraints/dates.js";
import { dateAt, day, second } from "../values/date-at.js";

/** At each end: the last or first day within, or, where the text has a time, the second. What is no date counts as a day. */
export function dateNear(text: string, { lower, upper }: Pick<Limits, "lower" | "upper">) {
  const hasTime = instantOf(text) !== undefined && text.includes("T");
  const unit = hasTime ? second : day;
  // From the day that instants are counted from, so that days begin at midnight.
  const down = (instant: bigint) => instant - (((instant % unit) + unit) % unit);
  const ends = [
    ...(typeof lower === "bigint" ? [-down(-lower)] : []),
    ...(typeof upper === "bigint" ? [down(upper)] : []),
  ];
  return ends.flatMap((instant) => dateAt(instant).at(hasTime ? -1 : 0) ?? []);
}

/** What is at most so many days from the other end of a range; empty where that is no date. */
export function datesBeside(text: string, other: unknown, days: number, isEnd: boolean) {
  if (typeof other !== "string" || instantOf(other) === undefined) return [];
  const [at, span] = [nanosecondsOf(other), BigInt(Math.round(days * 86_400)) * second];
  return dateNear(text, isEnd ? { lower: at, upper: at + span } : { lower: at - span, upper: at });
}
