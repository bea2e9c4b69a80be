// What each kind of constraint asks of a value. "Anything but a clear yes is a no."

import { RE2JS } from "re2js";
import { objectRangeHolds } from "./date-range.js";
import type { Limit } from "./obligations.js";
import type { Json } from "./policy-file.js";

/** "A constraint never throws; wrong type, absent or null fails it." */
export function holds(kind: string, value: Json, limit: Limit): boolean {
  switch (kind) {
    // "`in`/`not_in`/`equals` compare strings, finite numbers, booleans by strict equality."
    case "equals":
      return value === limit;
    case "in":
      return listed(value, limit);
    case "not_in":
      return isOfListedType(value, limit) && !listed(value, limit);
    // "Numbers: finite only. … numeric strings are refused, not compared."
    case "max":
      return typeof value === "number" && value <= Number(limit);
    case "min":
      return typeof value === "number" && value >= Number(limit);
    // "String lengths (min_length, max_length) count Unicode code points"
    case "max_length":
      return typeof value === "string" && [...value].length <= Number(limit);
    case "min_length":
      return typeof value === "string" && [...value].length >= Number(limit);
    // "`pattern` is the RE2 subset, always the whole string"
    case "pattern":
      return typeof value === "string" && RE2JS.compile(String(limit)).matches(value);
    case "max_days":
      return objectRangeHolds(value, Number(limit));
    default:
      throw new Error(`no such kind of constraint: ${kind}`);
  }
}

function listed(value: Json, limit: Limit): boolean {
  return Array.isArray(limit) && limit.some((one) => one === value);
}

function isOfListedType(value: Json, limit: Limit): boolean {
  return Array.isArray(limit) && limit.some((one) => typeof one === typeof value);
}
