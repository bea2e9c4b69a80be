// A text with bounds on its length, of some patterns and not of others: tried first, and then proven with automata.

import type { Constraint } from "../../constraints/constraint.js";
import { fits, hasForm } from "../../constraints/fits.js";
import { sourceOf } from "../../constraints/texts.js";
import type { RegularExpression, StringType } from "../../tools/argument-type.js";
import {
  barred,
  type Found,
  firstAmong,
  inAny,
  isOneOf,
  isWanted,
  type Json,
  none,
  undecided,
  type Wanted,
} from "./found.js";
import { type Language, wordsOf } from "./language.js";
import { likelyTexts } from "./likely-texts.js";
import { exactlyLeft, narrowedBy } from "./narrowed-by.js";
import { sampleTexts } from "./sample-texts.js";

/** So many more words of a language are tried than are barred one by one. */
const spareTries = 300;

export function findText(type: StringType, wanted: Wanted): Found {
  const base = narrowedBy(type, wanted.passes);
  const isRight = (value: Json) =>
    typeof value === "string" &&
    fits(value, type) &&
    hasForm(value, type) &&
    isWanted(value, wanted);
  if (base.kind === "literal") return firstAmong(base.values, isRight);
  if (base.kind !== "string" || isNever(wanted.passes)) return none;
  const constraints = wanted.fails === null ? wanted.passes : [...wanted.passes, wanted.fails];
  const tried = firstAmong(sampleTexts(base, constraints), isRight);
  if (tried.kind === "value") return tried;
  if (isOneOf(wanted.fails, "string")) return firstAmong(wanted.fails.names, isRight);
  const tries = spareTries + barred(wanted);
  const parts = failing(languageOf(base, wanted.passes), base, wanted.fails);
  const likely = likelyTexts(wanted.passes);
  const hinted = parts.map((part) => ({ ...part, matches: [...part.matches, ...likely] }));
  const guess =
    likely.length === 0 ? none : inAny(hinted.map((part) => findIn(part, isRight, tries)));
  return guess.kind === "value" ? guess : inAny(parts.map((part) => findIn(part, isRight, tries)));
}

/** `base` is what the constraints leave of a type. */
export function languageOf(base: StringType, passes: readonly Constraint[]): Language {
  const barredTexts = passes.flatMap(({ kind, names }) => (kind === "not_in" ? names : []));
  return {
    matches: base.patterns ?? [],
    differs: passes.flatMap(({ kind, value }) => avoided(kind, value)),
    shortest: base.minLength ?? 0,
    longest: base.maxLength ?? Number.POSITIVE_INFINITY,
    barred: barredTexts.filter((text) => typeof text === "string"),
  };
}

/** Dates that lie after one and before another. */
function isNever(constraints: readonly Constraint[]): boolean {
  const limits = constraints
    .flatMap((each) => each.limits ?? [])
    .filter(({ of }) => of === "instant");
  return limits.some(({ lower }) =>
    limits.some(({ upper }) => lower !== undefined && upper !== undefined && lower > upper),
  );
}

/** What a text must not match, by the kinds that say so. */
export function avoided(kind: string, value: unknown): readonly RegularExpression[] {
  if (kind === "not_pattern" && typeof value === "object" && value !== null && "source" in value) {
    return [{ source: String(value.source), flags: "u" }];
  }
  if (kind !== "not_contains" || !Array.isArray(value)) return [];
  return value.map((text) => ({ source: sourceOf([String(text)]), flags: "u" }));
}

/** The parts of the texts that may fail the constraint. */
function failing(
  whole: Language,
  base: StringType,
  constraint: Constraint | null,
): readonly Language[] {
  if (constraint === null) return [whole];
  const matched = avoided(constraint.kind, constraint.value);
  if (matched.length > 0) {
    return matched.map((each) => ({ ...whole, matches: [...whole.matches, each] }));
  }
  const left = exactlyLeft(base, constraint);
  if (left?.kind === "literal") {
    const values = left.values.filter((text) => typeof text === "string");
    return [{ ...whole, barred: [...whole.barred, ...values] }];
  }
  if (left?.kind !== "string") return [whole];
  const { minLength: shortest = 0, maxLength: longest = Number.POSITIVE_INFINITY } = left;
  const further = (left.patterns ?? []).slice(base.patterns?.length ?? 0);
  return [
    ...further.map((pattern) => ({ ...whole, differs: [...whole.differs, pattern] })),
    ...(shortest > whole.shortest
      ? [{ ...whole, longest: Math.min(whole.longest, shortest - 1) }]
      : []),
    ...(longest < whole.longest
      ? [{ ...whole, shortest: Math.max(whole.shortest, longest + 1) }]
      : []),
  ];
}

function findIn(language: Language, isRight: (value: Json) => boolean, tries: number): Found {
  if (language.shortest > language.longest) return none;
  const words = wordsOf(language);
  if (words === null) return undecided;
  let count = 0;
  for (const value of words) {
    if (isRight(value)) return { kind: "value", value };
    count += 1;
    if (count > tries) break;
  }
  return count === 0 ? none : undecided;
}
