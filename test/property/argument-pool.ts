// The arguments that generated tools may have, with the names that short forms know them by.

import fc from "fast-check";
import type { ArgumentType, ScalarType } from "../oracle/policy-file.js";

/** X in `max_X` and the like, and Xs in `allowed_Xs`. */
export interface ShortNames {
  readonly one: readonly string[];
  readonly many: readonly string[];
}

export interface PooledArgument {
  readonly type: fc.Arbitrary<ArgumentType>;
  /** With a tools module "singular and plural are both tried". */
  readonly described: ShortNames;
  /** Without one, Xs is a plural and X is "taken as written". */
  readonly bare: ShortNames;
}

/** A pair of dates, in an object or at the top level. */
export type Pair = readonly [start: string, end: string];

export const TOP_LEVEL_PAIRS: readonly Pair[] = [
  ["start_date", "end_date"],
  ["from", "to"],
  ["since", "until"],
];
export const OBJECT_PAIRS: readonly Pair[] = [["start", "end"], ...TOP_LEVEL_PAIRS];

const oneOf = (...types: readonly ArgumentType[]): fc.Arbitrary<ArgumentType> =>
  fc
    .tuple(fc.constantFrom(...types), fc.boolean())
    .map(([type, optional]) => (optional ? { ...type, optional } : type));

const countable = (name: string, plural: string, ...types: readonly ArgumentType[]) =>
  [
    name,
    {
      type: oneOf(...types),
      described: { one: [name, plural], many: [plural, name] },
      bare: { one: [name], many: [plural] },
    },
  ] as const;

const NO_NAMES: ShortNames = { one: [], many: [] };

const STRING: ScalarType = { type: "string" };
const NUMBER: ScalarType = { type: "number" };
const INTEGER: ScalarType = { type: "integer" };

const ADDRESS: ArgumentType = {
  type: "object",
  properties: {
    city: { type: "string", enum: ["Rome", "Oslo", "São Paulo"] },
    zip: { type: "string", optional: true },
    geo: { type: "object", properties: { lat: NUMBER }, open: true, optional: true },
  },
};

/** A range in an object, of any of the four pairs. */
const rangeObject = (name: string): readonly [string, PooledArgument] => {
  const types = OBJECT_PAIRS.flatMap(([start, end]): readonly ArgumentType[] => [
    { type: "object", properties: { [start]: STRING, [end]: STRING } },
    {
      type: "object",
      properties: { [start]: { ...STRING, optional: true }, [end]: STRING },
      open: true,
    },
  ]);
  const names = { one: [name], many: [] };
  return [name, { type: oneOf(...types), described: names, bare: names }];
};

export const ARGUMENTS: ReadonlyMap<string, PooledArgument> = new Map<string, PooledArgument>([
  countable("amount", "amounts", NUMBER, INTEGER),
  countable("quantity", "quantities", INTEGER),
  countable("priority", "priorities", { type: "integer", enum: [1, 2, 3] }),
  countable("currency", "currencies", STRING, { type: "string", enum: ["EUR", "USD", "GBP"] }),
  countable("status", "statuses", { type: "string", enum: ["open", "on hold", "closed"] }),
  countable("note", "notes", STRING),
  countable("order_id", "order_ids", STRING),
  countable("ship-mode", "ship-modes", { type: "string", enum: ["air", "sea"] }),
  countable("title", "titles", STRING),
  [
    "title_length",
    {
      type: oneOf(INTEGER),
      described: { one: ["title_length"], many: ["title_lengths"] },
      // Without a tools module `max_title_length` speaks of `title`.
      bare: { one: [], many: ["title_lengths"] },
    },
  ],
  [
    "regions",
    {
      type: oneOf(STRING, { type: "string", enum: ["EU", "US"] }),
      described: { one: ["regions", "region"], many: ["regions", "region"] },
      // Without a tools module `allowed_regions` speaks of `region`.
      bare: { one: ["regions"], many: [] },
    },
  ],
  [
    "constructor",
    {
      type: oneOf(STRING),
      described: { one: ["constructor"], many: ["constructors"] },
      bare: { one: ["constructor"], many: ["constructors"] },
    },
  ],
  ["express", { type: oneOf({ type: "boolean" }), described: NO_NAMES, bare: NO_NAMES }],
  ["address", { type: oneOf(ADDRESS), described: NO_NAMES, bare: NO_NAMES }],
  countable(
    "tag",
    "tags",
    { type: "array", items: STRING },
    { type: "array", items: { type: "string", enum: ["a", "b", "c"] } },
  ),
  countable(
    "score",
    "scores",
    { type: "array", items: INTEGER },
    { type: "array", items: { type: "array", items: INTEGER } },
  ),
  countable("website", "websites", STRING),
  rangeObject("date_range"),
  rangeObject("period"),
]);

export const DATE_RANGE: ShortNames = { one: ["date_range"], many: [] };

/** What only one of may be in a tool: what `max_title_length` or `date_range_max_days` would be ambiguous between. */
export const RIVALS: readonly (readonly string[])[] = [
  ["title", "title_length"],
  ["date_range", ...TOP_LEVEL_PAIRS.flat()],
];
