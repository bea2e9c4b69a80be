// Dates and times as RFC 3339 writes them.

const date = /^(\d{4})-(\d{2})-(\d{2})$/u;
const time = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[zZ]|([+-])(\d{2}):(\d{2}))$/u;

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `full-date`, a day that there is. */
export function isDate(text: string): boolean {
  const found = date.exec(text);
  if (found === null) return false;
  const [year = 0, month = 0, day = 0] = numbers(found);
  const leaps = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && leaps ? 29 : (daysInMonth[month - 1] ?? 0);
  return day >= 1 && day <= last;
}

/** `full-time`, with a time zone; a leap second only before midnight in UTC. */
export function isTime(text: string): boolean {
  const found = time.exec(text);
  if (found === null) return false;
  const [hour = 0, minute = 0, second = 0, , zoneHour = 0, zoneMinute = 0] = numbers(found);
  if (hour > 23 || minute > 59 || zoneHour > 23 || zoneMinute > 59) return false;
  if (second < 60) return true;
  const offset = zoneHour * 60 + zoneMinute;
  const inUtc = hour * 60 + minute + (found[4] === "-" ? offset : -offset);
  return second === 60 && (inUtc + 2 * minutesInDay) % minutesInDay === minutesInDay - 1;
}

const minutesInDay = 24 * 60;

/** `date-time`, with a `T` between the two. */
export function isDateTime(text: string): boolean {
  const [day, mark, time] = [text.slice(0, 10), text.charAt(10), text.slice(11)];
  return mark.toLowerCase() === "t" && isDate(day) && isTime(time);
}

function numbers(found: RegExpExecArray): readonly number[] {
  return found.slice(1).map((part) => Number(part ?? 0));
}
