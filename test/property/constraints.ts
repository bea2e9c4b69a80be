// Generates the constraints of an action around values that satisfy all of them, so that none contradict.

import fc from "fast-check";
import type { Limit } from "../oracle/obligations.js";
import type { Constraints, Json, Scalar } from "../oracle/policy-file.js";
import { domain, PATTERNS, RANGES } from "./sample-values.js";
import { sublist } from "./sublists.js";
import type { Target } from "./tools.js";

export interface Constrained {
  readonly constraints: Constraints;
  /** Values that satisfy the constraints, by path. */
  readonly witness: ReadonlyMap<string, Json>;
  /** What the constraints speak of, to try calls around it. */
  readonly limits: readonly LimitedTarget[];
}

export interface LimitedTarget {
  readonly target: Target;
  readonly kind: string;
  readonly limit: Limit;
}

/** Constraints on up to three of the targets, in any order. */
export function constraintsArbitrary(targets: readonly Target[]): fc.Arbitrary<Constrained> {
  return sublist(targets, 1, 3)
    .chain((chosen) => fc.tuple(...chosen.map(constrainedTarget)))
    .chain((parts) => {
      const written = parts.flatMap(({ written }) => written);
      return sublist(written, written.length, written.length).map((shuffled) => ({
        constraints: Object.fromEntries(shuffled),
        witness: new Map(parts.flatMap(({ witness }) => witness)),
        limits: parts.flatMap(({ limits }) => limits),
      }));
    });
}

type Written = readonly [key: string, value: Constraints[string]];

interface Part {
  readonly written: readonly Written[];
  readonly witness: readonly (readonly [path: string, value: Json])[];
  readonly limits: readonly LimitedTarget[];
}

/** A kind of constraint that the witness satisfies under any of these limits. */
interface Piece {
  readonly kind: string;
  readonly limit: fc.Arbitrary<Limit>;
  readonly shortKeys: readonly string[];
}

function constrainedTarget(target: Target): fc.Arbitrary<Part> {
  return witnessed(target).chain(({ witness, pieces }) =>
    fc.tuple(shortForms(pieces), ownName(target, pieces)).map(([short, own]) => {
      const used = [...short, ...own];
      return {
        written: used.map(({ written }) => written),
        witness: target.places.map((place, index) => [place, witness[index] ?? null] as const),
        limits: used.flatMap(({ limits }) => limits.map((limit) => ({ target, ...limit }))),
      };
    }),
  );
}

interface Used {
  readonly written: Written;
  readonly limits: readonly { readonly kind: string; readonly limit: Limit }[];
}

function shortForms(pieces: readonly Piece[]): fc.Arbitrary<readonly Used[]> {
  const possible = pieces.filter(({ shortKeys }) => shortKeys.length > 0);
  return sublist(possible, 0, 2).chain((chosen) => fc.tuple(...chosen.map(shortForm)));
}

function shortForm({ kind, limit, shortKeys }: Piece): fc.Arbitrary<Used> {
  return fc
    .tuple(fc.constantFrom(...shortKeys), limit, fc.boolean())
    .map(([key, value, joined]) => ({
      written: [key, joined ? piped(value) : value],
      limits: [{ kind, limit: value }],
    }));
}

/** `a|b|c` for the lists that can be written so. */
function piped(limit: Limit): Limit {
  const isWord = (one: Scalar): boolean => typeof one === "string" && one === one.trim();
  return typeof limit === "object" && limit.every(isWord) ? limit.join("|") : limit;
}

/** What stands under the argument's own name: nothing, a scalar, a list or the long form. */
function ownName(target: Target, pieces: readonly Piece[]): fc.Arbitrary<readonly Used[]> {
  const shorthands = pieces
    .filter(({ kind }) => ["equals", "in"].includes(kind) && !target.path.includes("."))
    .map(({ kind, limit }) =>
      limit.map((value) => [
        { written: [target.path, value] as const, limits: [{ kind, limit: value }] },
      ]),
    );
  const long = target.long ? [{ weight: 3, arbitrary: longForm(target.path, pieces) }] : [];
  return fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, ...shorthands, ...long);
}

function longForm(path: string, pieces: readonly Piece[]): fc.Arbitrary<readonly Used[]> {
  return sublist(pieces, 1, 3)
    .chain((chosen) => fc.tuple(fc.tuple(...chosen.map(longLimit)), fc.boolean()))
    .map(([limits, optional]) => {
      const kinds = Object.fromEntries(limits.map(({ kind, limit }) => [kind, limit]));
      return [{ written: [path, optional ? { optional, ...kinds } : kinds] as const, limits }];
    });
}

function longLimit({ kind, limit }: Piece): fc.Arbitrary<{ kind: string; limit: Limit }> {
  return limit.map((value) => ({ kind, limit: value }));
}

interface Witnessed {
  readonly witness: readonly Json[];
  readonly pieces: readonly Piece[];
}

function witnessed(target: Target): fc.Arbitrary<Witnessed> {
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
  const listed = (value: Scalar): readonly Piece[] => listPieces(value, domain(type), names.many);
  if (type.type === "string" && type.enum === undefined) {
    const matching = PATTERNS.flatMap((one) =>
      one.matching.map((value) => ({ pattern: one.pattern, value })),
    );
    return fc.constantFrom(...matching).map(({ pattern, value }) => ({
      witness: [value],
      pieces: [
        ...(value === "" ? [] : listed(value)),
        ...lengthPieces([...value].length, names.one),
        piece(
          "pattern",
          fc.constant(pattern),
          names.one.map((name) => `${name}_pattern`),
        ),
      ],
    }));
  }
  return fc.constantFrom(...domain(type)).map((value) => ({
    witness: [value],
    pieces: [
      ...listed(value),
      ...(typeof value === "number" ? boundPieces(value, names.one) : []),
      ...(typeof value === "string" ? lengthPieces([...value].length, names.one) : []),
    ],
  }));
}

function piece(kind: string, limit: fc.Arbitrary<Limit>, shortKeys: readonly string[]): Piece {
  return { kind, limit, shortKeys };
}

const more = (than: number, by: readonly number[]): fc.Arbitrary<number> =>
  fc.constantFrom(...by.map((difference) => than + difference));

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
  ];
}

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
    ...(others.length === 0
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
