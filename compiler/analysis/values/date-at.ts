// A point in time as a text, counted as `nanosecondsOf` does.

import { nanosecondsOf } from "../../constraints/dates.js";

export const second = 1_000_000_000n;
export const day = 86_400n * second;
export const epoch = nanosecondsOf("1970-01-01");

/** As a day, where it is the beginning of one, and with its time. */
export function dateAt(instant: bigint): readonly string[] {
  const since = instant - epoch;
  const nanoseconds = ((since % second) + second) % second;
  const date = new Date(Number((since - nanoseconds) / second) * 1000);
  if (Number.isNaN(date.valueOf())) return [];
  const text = date.toISOString();
  // Beyond the years of four digits there is no such text.
  if (!text.endsWith(".000Z") || text.length !== "2026-01-01T00:00:00.000Z".length) return [];
  if (nanoseconds > 0n) {
    const fraction = String(nanoseconds).padStart(9, "0").replace(/0+$/u, "");
    return [text.replace(".000Z", `.${fraction}Z`)];
  }
  const whole = text.replace(".000Z", "Z");
  return whole.endsWith("T00:00:00Z") ? [text.slice(0, 10), whole] : [whole];
}
