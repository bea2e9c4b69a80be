// Dates as constraints name them.

import { instantOf } from "@authensor/safeclaw-runtime/schema";
import type { Reader, TextForm } from "./constraint.js";

const time = "T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})";

export const day: TextForm = {
  pattern: new RegExp(`^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:${time})?$`, "u"),
  many: false,
  called: "a date",
  help: "write a date such as `2026-01-31`, which means midnight UTC, or `2026-01-31T12:00:00Z`",
};

export const date: Reader<string> = (value) =>
  value.kind === "string" && instantOf(value.value) !== undefined
    ? { value: value.value }
    : { problem: `is not ${day.called}`, help: day.help };

/** Counted from a day that is the same for all. The text is a date. */
export function nanosecondsOf(text: string): bigint {
  const { seconds = 0, nanoseconds = 0 } = instantOf(text) ?? {};
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
}
