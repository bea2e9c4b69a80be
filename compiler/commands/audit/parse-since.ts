// Reads `--since TIME` and `--until TIME`: a length of time until now, or a date with or without a time of day.

import { UsageError } from "../usage-error.js";

const minute = 60_000;
const units: ReadonlyMap<string, number> = new Map([
  ["s", 1000],
  ["m", minute],
  ["h", 60 * minute],
  ["d", 24 * 60 * minute],
  ["w", 7 * 24 * 60 * minute],
]);

/** What is written without an offset is UTC, as the table shows it. */
export function parseSince(text: string, now: Date, option = "--since"): Date {
  const since = ago(text, now) ?? moment(text);
  // A time before year 0 is no time that anybody means, and has no four-digit form to compare with.
  if (since === undefined || !(since.getTime() >= Date.UTC(0))) {
    throw new UsageError(
      `\`${option} ${text}\` is no time`,
      "write a length of time until now (90s, 15m, 2h, 7d, 4w), a date (2026-11-21) or a date and time (2026-11-21T08:30Z); UTC where it has no offset",
    );
  }
  return since;
}

function ago(text: string, now: Date): Date | undefined {
  const [, count, unit] = /^(\d{1,9})([smhdw])$/u.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return new Date(now.getTime() - Number(count) * (units.get(unit) ?? Number.NaN));
}

function moment(text: string): Date | undefined {
  const [, day, time, offset = "Z"] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/iu.exec(
      text,
    ) ?? [];
  if (day === undefined) return undefined;
  // JavaScript would take the 30th of February for the 2nd of March.
  const midnight = new Date(`${day}T00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined;
  return time === undefined ? midnight : new Date(`${day}T${time}${withColon(offset)}`);
}

/** As JavaScript knows it: what `date +%z` prints has none. */
function withColon(offset: string): string {
  return offset.toUpperCase().replace(/^(.\d\d)(\d\d)$/u, "$1:$2");
}
