// What each kind of constraint asks of a value. "Anything but a clear yes is a no."

import { isDeepStrictEqual } from "node:util";
import { RE2JS } from "re2js";
import { instant, objectRangeHolds } from "./date-range.js";
import { isAddressAt } from "./email.js";
import { isPathWithin } from "./file-path.js";
import type { Limit } from "./obligations.js";
import type { Json, Scalar } from "./policy-file.js";
import { isText } from "./text.js";
import { isUrlOfHost, isUrlOfScheme } from "./url.js";

type Asks = (value: Json, limit: Limit) => boolean;

const ofNumber =
  (asks: (value: number, limit: number) => boolean): Asks =>
  (value, limit) =>
    typeof value === "number" && asks(value, Number(limit));

const ofText =
  (asks: (value: string, limit: string) => boolean): Asks =>
  (value, limit) =>
    typeof value === "string" && asks(value, String(limit));

/** "one of several is enough" */
const ofAnyText =
  (asks: (value: string, limit: string) => boolean): Asks =>
  (value, limit) =>
    typeof value === "string" && listOf(limit).some((one) => asks(value, String(one)));

const ofList =
  (asks: (value: readonly Json[], limit: number) => boolean): Asks =>
  (value, limit) =>
    Array.isArray(value) && asks(value, Number(limit));

/** "Text longer than 65,536 characters is not matched at all" */
const isShort = (value: string): boolean => [...value].length <= 65_536;

const KINDS: Readonly<Record<string, Asks>> = {
  // "`in`/`not_in`/`equals` compare strings, finite numbers, booleans by strict equality."
  equals: (value, limit) => value === limit,
  in: (value, limit) => isAmong(value, limit),
  // "What is of another type cannot be compared, and fails", and so does what is not well-formed Unicode
  not_in: (value, limit) => isComparable(value, limit) && !isAmong(value, limit),
  // "Numbers: finite only. … numeric strings are refused, not compared."
  max: ofNumber((value, limit) => value <= limit),
  min: ofNumber((value, limit) => value >= limit),
  above: ofNumber((value, limit) => value > limit),
  below: ofNumber((value, limit) => value < limit),
  // "counted in decimal, as both are written"
  multiple_of: ofNumber((value, limit) => {
    const [above, below] = fraction(value);
    const [stepAbove, stepBelow] = fraction(limit);
    return (above * stepBelow) % (below * stepAbove) === 0n;
  }),
  // "String lengths (min_length, max_length) count Unicode code points"
  max_length: ofText((value, limit) => [...value].length <= Number(limit)),
  min_length: ofText((value, limit) => [...value].length >= Number(limit)),
  // "`pattern` is the RE2 subset, always the whole string"
  pattern: ofText((value, limit) => isShort(value) && RE2JS.compile(limit).matches(value)),
  // "what is not well-formed Unicode fails"
  not_pattern: ofText(
    (value, limit) => isShort(value) && isText(value) && !RE2JS.compile(limit).matches(value),
  ),
  starts_with: ofAnyText((value, limit) => value.slice(0, limit.length) === limit),
  ends_with: ofAnyText(
    (value, limit) => value.length >= limit.length && value.slice(-limit.length) === limit,
  ),
  // "of several, all of them"
  contains: (value, limit) => listOf(limit).every((one) => has(value, one)),
  // As `not_in` of the text, or of each item
  not_contains: (value, limit) =>
    canBeSearched(value, listOf(limit)) && !listOf(limit).some((one) => has(value, one)),
  min_items: ofList((value, limit) => value.length >= limit),
  max_items: ofList((value, limit) => value.length <= limit),
  // "equal as JSON Schema has it"
  unique_items: ofList((value) =>
    value.every((item, at) => value.slice(0, at).every((other) => !isDeepStrictEqual(item, other))),
  ),
  email_domain: ofAnyText(isAddressAt),
  url_host: ofAnyText(isUrlOfHost),
  url_scheme: ofAnyText(isUrlOfScheme),
  path_within: ofAnyText(isPathWithin),
  before: ofText((value, limit) => differ(instant(value), instant(limit)) < 0n),
  after: ofText((value, limit) => differ(instant(limit), instant(value)) < 0n),
  max_days: (value, limit) => objectRangeHolds(value, Number(limit)),
};

/** "A constraint never throws; wrong type, absent or null fails it." */
export function holds(kind: string, value: Json, limit: Limit): boolean {
  const asks = KINDS[kind];
  if (asks === undefined) throw new Error(`no such kind of constraint: ${kind}`);
  return asks(value, limit);
}

/** "a value, or a list of values" */
export function listOf(limit: Limit): readonly Scalar[] {
  if (typeof limit !== "object") return [limit];
  if (!Array.isArray(limit)) throw new Error("a map is no list of values");
  return limit;
}

function isAmong(value: Json, limit: Limit): boolean {
  return listOf(limit).some((one) => one === value);
}

function isComparable(value: Json, limit: Limit): boolean {
  const isSound = typeof value !== "string" || isText(value);
  return isSound && listOf(limit).some((one) => typeof one === typeof value);
}

function has(value: Json, part: Scalar): boolean {
  if (typeof value === "string") return typeof part === "string" && value.split(part).length > 1;
  return Array.isArray(value) && value.some((item) => item === part);
}

function canBeSearched(value: Json, parts: readonly Scalar[]): boolean {
  if (typeof value === "string") {
    return isText(value) && parts.every((part) => typeof part === "string");
  }
  return Array.isArray(value) && value.every((item) => isComparable(item, parts));
}

/** Exactly the decimal that JavaScript writes for it. */
function fraction(number: number): readonly [above: bigint, below: bigint] {
  const [, sign = "", whole = "", part = "", power = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/u.exec(String(number)) ?? [];
  const shift = Number(power) - part.length;
  const digits = BigInt(sign + whole + part);
  return shift < 0 ? [digits, 10n ** BigInt(-shift)] : [digits * 10n ** BigInt(shift), 1n];
}

/** Not below zero where one of the two is no date. */
function differ(a: bigint | null, b: bigint | null): bigint {
  return a === null || b === null ? 0n : a - b;
}
