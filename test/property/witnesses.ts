// Values that arguments may have, with the limits of each kind of constraint that they satisfy.

import fc from "fast-check";
import { RE2JS } from "re2js";
import type { Limit } from "../oracle/obligations.js";
import type { ArgumentType, ArrayType, Json, Scalar, ScalarType } from "../oracle/policy-file.js";
import { isText } from "../oracle/text.js";
import type { ShortNames } from "./argument-pool.js";
import { domain, PATTERNS, RANGES } from "./sample-values.js";
import { SPECIAL_TEXTS } from "./special-texts.js";
import { sublist } from "./sublists.js";
import type { Target } from "./tools.js";

const NO_NAMES: ShortNames = { one: [], many: [] };

/** A kind of constraint that the witness satisfies under any of these limits. */
export interface Piece {
  readonly kind: string;
  readonly limit: fc.Arbitrary<Limit>;
  readonly shortKeys: readonly string[];
}

interface Witnessed {
  readonly witness: readonly Json[];
  readonly pieces: readonly Piece[];
}

export function witnessed(target: Target): fc.Arbitrary<Witnessed> {
  const { type, names } = target;
  if (type === null) {
    return fc.constantFrom(...RANGES).map(({ start, end, days }) => ({
      witness: [start, end],
      pieces: [
        piece(
          "max_days",
          more(days, [0, 1, 60]),
          names.one.map((name) => `${name}_max_days`),
        ),
      ],
    }));
  }
  return witnessedBy(type, names);
}

/** A value of the type, and what holds for it. */
function witnessedBy(type: ScalarType | ArrayType, names: ShortNames): fc.Arbitrary<Witnessed> {
  if (type.type === "array") return listWitness(type, names);
  if (type.type === "string" && type.enum === undefined) return textWitness(names);
  return fc.constantFrom(...domain(type)).map((value) => ({
    witness: [value],
    pieces: [
      ...listPieces(value, domain(type), names.many),
      ...(typeof value === "number" ? boundPieces(value, names.one) : []),
      ...(typeof value === "string" ? textPieces(value, names.one) : []),
    ],
  }));
}

/** Texts that match a pattern; and addresses, URLs, paths and dates, of which little else is asked. */
function textWitness({ one, many }: ShortNames): fc.Arbitrary<Witnessed> {
  const patterned = PATTERNS.flatMap(({ pattern, matching }) =>
    matching.map((value) => ({
      witness: [value],
      pieces: [
        piece(
          "pattern",
          fc.constant(pattern),
          one.map((name) => `${name}_pattern`),
        ),
        ...(value === "" ? [] : listPieces(value, domain({ type: "string" }), many)),
        ...textPieces(value, one),
      ],
    })),
  );
  const special = SPECIAL_TEXTS.map(({ value, kind, limits }) => ({
    witness: [value],
    pieces: [
      piece(kind, fc.constantFrom(...limits), []),
      ...lengthPieces([...value].length, one).slice(0, 1),
    ],
  }));
  return fc.oneof(fc.constantFrom(...patterned), fc.constantFrom(...special));
}

function listWitness({ items }: ArrayType, names: ShortNames): fc.Arbitrary<Witnessed> {
  if (items.type === "object") throw new Error("no list of objects is limited here");
  return witnessedBy(items, NO_NAMES).chain(({ witness: [item = null], pieces }) =>
    fc.constantFrom([item], [], [item, item]).map((value) => ({
      witness: [value],
      pieces: [
        ...countPieces(value.length, names.one),
        ...(value.length < 2 ? [piece("unique_items", fc.constant(true), [])] : []),
        ...holdingPieces(value, item, items),
        piece(
          "each",
          sublist(pieces, 1, 2)
            .chain((chosen) => fc.tuple(...chosen.map(longLimit)))
            .map((limits) => Object.fromEntries(limits.map(({ kind, limit }) => [kind, limit]))),
          [],
        ),
      ],
    })),
  );
}

function holdingPieces(value: readonly Json[], item: Json, items: ArgumentType): readonly Piece[] {
  if (items.type === "array" || items.type === "object") return [];
  const others = domain(items).filter((one) => one !== item && one !== "");
  const isNameable = typeof item !== "object" && domain(items).includes(item) && item !== "";
  return [
    ...(value.length > 0 && isNameable ? [piece("contains", oneOrMore([item]), [])] : []),
    ...(others.length === 0 ? [] : [piece("not_contains", oneOrMore(others), [])]),
  ];
}

function piece(kind: string, limit: fc.Arbitrary<Limit>, shortKeys: readonly string[]): Piece {
  return { kind, limit, shortKeys };
}

const more = (than: number, by: readonly number[]): fc.Arbitrary<number> =>
  fc.constantFrom(...by.map((difference) => than + difference));

const oneOrMore = (values: readonly Scalar[]): fc.Arbitrary<Limit> => {
  const distinct = [...new Set(values)];
  return fc.oneof(fc.constantFrom(...distinct), sublist(distinct, 1, 3));
};

function boundPieces(value: number, names: readonly string[]): readonly Piece[] {
  return [
    piece(
      "max",
      more(value, [0, 1, 10]),
      names.map((name) => `max_${name}`),
    ),
    piece(
      "min",
      more(value, [0, -1, -10]),
      names.map((name) => `min_${name}`),
    ),
    piece("below", more(value, [0.01, 1, 10]), []),
    piece("above", more(value, [-0.01, -1, -10]), []),
    ...[0.01, 0.1, 1, 3, 25]
      .filter((step) => Math.abs(value / step - Math.round(value / step)) < 1e-9)
      .map((step) => piece("multiple_of", fc.constant(step), [])),
  ];
}

function countPieces(count: number, names: readonly string[]): readonly Piece[] {
  return [
    piece(
      "max_items",
      more(count, [0, 1, 2]),
      names.map((name) => `max_${name}_items`),
    ),
    piece(
      "min_items",
      fc.constantFrom(0, count),
      names.map((name) => `min_${name}_items`),
    ),
  ];
}

function textPieces(value: string, names: readonly string[]): readonly Piece[] {
  const characters = [...value];
  const some = [1, 3, characters.length].filter((count) => count <= characters.length);
  const starts = some.map((count) => characters.slice(0, count).join(""));
  const ends = some.map((count) => characters.slice(-count).join(""));
  const absent = PARTS.filter((part) => !value.includes(part));
  const unlike = PATTERNS.filter(({ pattern }) => !RE2JS.compile(pattern).matches(value));
  const holding: readonly Piece[] = [
    piece(
      "starts_with",
      oneOrMore([...starts, ...starts.map((start) => `x${start}`)]).filter((limit) =>
        [limit].flat().some((one) => value.startsWith(String(one))),
      ),
      names.map((name) => `${name}_prefix`),
    ),
    piece("ends_with", oneOrMore(ends), []),
    piece("contains", oneOrMore([...new Set([...starts, ...ends])]), []),
  ];
  return [
    ...lengthPieces(characters.length, names),
    ...(isText(value)
      ? [
          ...(value === "" ? [] : holding),
          piece("not_contains", oneOrMore(absent), []),
          piece("not_pattern", fc.constantFrom(...unlike.map(({ pattern }) => pattern)), []),
        ]
      : []),
  ];
}

/** Texts that another one may hold. */
const PARTS = ["@", ",", "..", "E", "a.", "$", "\\", "\n", "é", "1"];

function lengthPieces(length: number, names: readonly string[]): readonly Piece[] {
  const below = [0, -1, -2].filter((difference) => length + difference >= 0);
  return [
    piece(
      "max_length",
      more(length, [0, 1, 2]),
      names.map((name) => `max_${name}_length`),
    ),
    piece(
      "min_length",
      more(length, below),
      names.map((name) => `min_${name}_length`),
    ),
  ];
}

function listPieces(
  value: Scalar,
  values: readonly Scalar[],
  names: readonly string[],
): readonly Piece[] {
  const others = values.filter((one) => one !== value);
  const including = sublist(others, 0, 2).chain((some) =>
    sublist([value, ...some], some.length + 1, some.length + 1),
  );
  const excluding = sublist(others, 1, 3);
  return [
    piece("equals", fc.constant(value), []),
    piece(
      "in",
      including,
      names.map((name) => `allowed_${name}`),
    ),
    // What is not well-formed Unicode passes no `not_in`.
    ...(others.length === 0 || !isText(String(value))
      ? []
      : [
          piece(
            "not_in",
            excluding,
            names.map((name) => `denied_${name}`),
          ),
        ]),
  ];
}

export function longLimit({ kind, limit }: Piece): fc.Arbitrary<{ kind: string; limit: Limit }> {
  return limit.map((value) => ({ kind, limit: value }));
}
