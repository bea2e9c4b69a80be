// Reads dates and RFC 3339 date-times exactly. `Date` drops nanoseconds, takes 30 February for 2 March, and is slow.

/** A point in time, counted from a day that is the same for all. */
export interface Instant {
  readonly seconds: number;
  readonly nanoseconds: number;
}

const dateOrDateTime =
  /^\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/u;

const minute = 60;
const hour = 60 * minute;
export const secondsADay: number = 24 * hour;

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/** Undefined for what is no date. A date alone is its midnight in UTC; a time must have seconds and say its zone. */
export function instantOf(value: unknown): Instant | undefined {
  if (typeof value !== "string" || !dateOrDateTime.test(value)) {
    return undefined;
  }
  const day = dayOf(digits(value, 0, 4), digits(value, 5, 7), digits(value, 8, 10));
  if (day === undefined) {
    return undefined;
  }
  const midnight = day * secondsADay;
  if (value.length === "2026-01-31".length) {
    return { seconds: midnight, nanoseconds: 0 };
  }
  const zone = value.length - (value.endsWith("Z") ? "Z".length : "+00:00".length);
  const clock = digits(value, 11, 13) * hour + digits(value, 14, 16) * minute;
  return {
    seconds: midnight + clock + digits(value, 17, 19) - offset(value, zone),
    nanoseconds: Number(value.slice(20, zone).padEnd(9, "0")),
  };
}

export function isEarlier(a: Instant, b: Instant): boolean {
  return a.seconds < b.seconds || (a.seconds === b.seconds && a.nanoseconds < b.nanoseconds);
}

/** The number of a day of the calendar; undefined where there is no such day. */
function dayOf(year: number, month: number, day: number): number | undefined {
  // A month that is none has no day.
  const before = daysBeforeMonth[month - 1] ?? 0;
  const after = daysBeforeMonth[month] ?? 0;
  const leapDay = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (day < 1 || day > after - before + (month === 2 ? leapDay : 0)) {
    return undefined;
  }
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return year * 365 + leapDays + before + (month > 2 ? leapDay : 0) + day;
}

/** Seconds by which the clock of the zone is ahead of UTC. */
function offset(text: string, zone: number): number {
  if (text.endsWith("Z")) {
    return 0;
  }
  const ahead = digits(text, zone + 1, zone + 3) * hour + digits(text, zone + 4, zone + 6) * minute;
  return text[zone] === "-" ? -ahead : ahead;
}

/** The number that these digits write. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    number = number * 10 + text.charCodeAt(at) - 0x30;
  }
  return number;
}
