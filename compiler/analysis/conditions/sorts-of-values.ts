// One value of each sort that questions about an argument tell apart.

import type { Constraint, Scalar } from "../../constraints/constraint.js";
import { fits, hasForm } from "../../constraints/fits.js";
import { notIn } from "../../constraints/not-in.js";
import type {
  ArgumentType,
  Definitions,
  NumberType,
  RegularExpression,
  StringType,
} from "../../tools/argument-type.js";
import { avoiding } from "../values/avoiding.js";
import { findValue } from "../values/find-value.js";
import type { Json } from "../values/found.js";
import type { Asked } from "./asked.js";

/** What is asked of an argument, and what its value must pass. */
interface Question extends Omit<Asked, "path"> {
  readonly passes: readonly Constraint[];
}

/** Null where they cannot all be found. */
export function sortsOfValues(
  type: ArgumentType,
  question: Question,
  definitions: Definitions,
): readonly Json[] | null {
  const known = remembered.get(type) ?? new Map<string, readonly Json[] | null>();
  remembered.set(type, known);
  const { passes, ...asked } = question;
  const key = JSON.stringify([asked, passes.map(({ kind, value }) => [kind, value])]);
  const sorts = known.get(key) ?? foundIn(partsOf(type, asked), passes, definitions);
  known.set(key, sorts);
  return sorts;
}

/** Many actions ask the same of the same arguments. */
const remembered = new WeakMap<ArgumentType, Map<string, readonly Json[] | null>>();

/** Values that no question tells apart: all of the type that pass these. */
export interface Part {
  readonly type: ArgumentType;
  readonly passes: readonly Constraint[];
}

/** More are not looked at. */
const mostParts = 100;

function foundIn(
  parts: readonly Part[] | null,
  passes: readonly Constraint[],
  definitions: Definitions,
): readonly Json[] | null {
  if (parts === null || parts.length > mostParts) return null;
  const found = parts.map((part) => {
    const wanted = { passes: [...passes, ...part.passes], fails: null };
    return findValue(part.type, wanted, definitions);
  });
  if (found.some(({ kind }) => kind === "undecided")) return null;
  return found.flatMap((each) => (each.kind === "value" ? [each.value] : []));
}

/** Null where there are too many, or none are known. */
export function partsOf(type: ArgumentType, asked: Omit<Asked, "path">): readonly Part[] | null {
  switch (type.kind) {
    case "null":
    case "never":
      return [{ type, passes: [] }];
    case "literal":
      return type.values.map(only);
    case "boolean":
      return [true, false].map(only);
    case "number":
      return numbersOf(type, asked);
    case "string":
      return textsOf(type, asked);
    case "union": {
      const parts = type.members.map((member) => partsOf(member, asked));
      return parts.includes(null) ? null : parts.flatMap((each) => each ?? []);
    }
    default:
      return null;
  }
}

function only(value: Scalar | null): Part {
  return { type: { kind: "literal", values: [value] }, passes: [] };
}

/** Each number that is named, and those between two of them. */
function numbersOf(type: NumberType, { values }: Pick<Asked, "values">): readonly Part[] {
  const named = [...new Set(values.filter((value) => typeof value === "number"))];
  const ends = [-Infinity, ...named.toSorted((a, b) => a - b), Infinity];
  const at = named.map((value) => within(type, { minimum: value, maximum: value }));
  const between = ends
    .slice(1)
    .map((upper, index) =>
      within(type, { exclusiveMinimum: ends[index] ?? -Infinity, exclusiveMaximum: upper }),
    );
  return [...at, ...between].map((part) => ({ type: part, passes: [] }));
}

function within(type: NumberType, bounds: Omit<NumberType, "kind" | "integer">): NumberType {
  const { minimum = -Infinity, maximum = Infinity } = bounds;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = bounds;
  return {
    ...type,
    minimum: Math.max(type.minimum ?? -Infinity, minimum),
    maximum: Math.min(type.maximum ?? Infinity, maximum),
    exclusiveMinimum: Math.max(type.exclusiveMinimum ?? -Infinity, exclusiveMinimum),
    exclusiveMaximum: Math.min(type.exclusiveMaximum ?? Infinity, exclusiveMaximum),
  };
}

/** Texts that no question tells apart. */
interface Texts extends Part {
  readonly type: StringType;
}

/** Each text that is named; and the others, by their length and by what of the searched is in them. */
function textsOf(
  type: StringType,
  { values, texts, lengths }: Omit<Asked, "path">,
): readonly Part[] | null {
  const named = [...new Set(values.filter((value) => typeof value === "string"))];
  const searched = new Map(texts.map((each) => [`${each.flags}/${each.source}`, each]));
  const byLength = ofLengths(type, lengths).map((part) => ({ type: part, passes: noneOf(named) }));
  if (byLength.length * 2 ** searched.size > mostParts) return null;
  return [
    ...named.filter((text) => fits(text, type) && hasForm(text, type)).map(only),
    ...[...searched.values()].reduce<readonly Texts[]>(
      (parts, each) => parts.flatMap((part) => [having(each, part), lacking(each, part)]),
      byLength,
    ),
  ];
}

function noneOf(texts: readonly string[]): readonly Constraint[] {
  const range = { start: 0, end: 0 };
  const items = texts.map((value) => ({ kind: "string", value, range }) as const);
  const barred = notIn.read({ kind: "list", items, range });
  return "value" in barred ? [barred.value] : [];
}

function having(searched: RegularExpression, { type, passes }: Texts): Texts {
  return { type: { ...type, patterns: [...(type.patterns ?? []), searched] }, passes };
}

function lacking(searched: RegularExpression, { type, passes }: Texts): Texts {
  return { type, passes: [...passes, avoiding(searched)] };
}

/** The texts from each length that is named, and the one above it, up to the next. */
function ofLengths(type: StringType, lengths: readonly number[]): readonly StringType[] {
  const { minLength = 0, maxLength = Infinity } = type;
  const named = lengths.map(Math.floor).flatMap((length) => [length, length + 1]);
  const from = [...new Set([minLength, ...named])]
    .filter((length) => length >= minLength && length <= maxLength)
    .toSorted((a, b) => a - b);
  return from.map((start, index) => {
    const next = from[index + 1];
    return { ...type, minLength: start, ...(next === undefined ? {} : { maxLength: next - 1 }) };
  });
}
