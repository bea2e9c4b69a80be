// Generates the constraints of an action around values that satisfy all of them, so that none contradict.

import fc from "fast-check";
import type { Limit } from "../oracle/obligations.js";
import type { Constraints, Json, Scalar } from "../oracle/policy-file.js";
import { sublist } from "./sublists.js";
import type { Target } from "./tools.js";
import { longLimit, type Piece, witnessed } from "./witnesses.js";

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
      written: [key, joined && ["in", "not_in"].includes(kind) ? piped(value) : value],
      limits: [{ kind, limit: value }],
    }));
}

/** `a|b|c` for the lists that can be written so. */
function piped(limit: Limit): Limit {
  const isWord = (one: Scalar): boolean => typeof one === "string" && one === one.trim();
  return Array.isArray(limit) && limit.every(isWord) ? limit.join("|") : limit;
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
