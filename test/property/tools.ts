// Generates the tools of an application, and knows which of their arguments constraints may speak of.

import fc from "fast-check";
import type {
  ArgumentType,
  ArrayType,
  ObjectType,
  ScalarType,
  Tools,
} from "../oracle/policy-file.js";
import {
  ARGUMENTS,
  DATE_RANGE,
  OBJECT_PAIRS,
  type Pair,
  RIVALS,
  type ShortNames,
  TOP_LEVEL_PAIRS,
} from "./argument-pool.js";

const TOOL_NAMES = ["refund_order", "send-email", "lookup", "updateStatus"];
const NO_NAMES: ShortNames = { one: [], many: [] };

/** One to four tools with up to five arguments each. */
export const toolsArbitrary: fc.Arbitrary<Tools> = fc
  .subarray(TOOL_NAMES, { minLength: 1 })
  .chain((names) =>
    fc.tuple(...names.map((name) => toolArbitrary().map((tool) => [name, tool] as const))),
  )
  .map((entries) => new Map(entries));

function toolArbitrary(): fc.Arbitrary<ObjectType> {
  const pair: fc.Arbitrary<readonly string[]> = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.constantFrom(...TOP_LEVEL_PAIRS),
  );
  return fc
    .tuple(pair, fc.shuffledSubarray([...ARGUMENTS.keys()], { minLength: 1, maxLength: 5 }))
    .chain(([dates, names]) =>
      fc.record({
        properties: fc.record(typesOf(withoutRivals([...dates, ...names]))),
        open: fc.boolean(),
      }),
    )
    .map(({ properties, open }) => ({ type: "object", properties, ...(open ? { open } : {}) }));
}

const DATE: fc.Arbitrary<ArgumentType> = fc.constantFrom<ArgumentType[]>(
  { type: "string" },
  { type: "string", optional: true },
);

function typesOf(names: readonly string[]): Record<string, fc.Arbitrary<ArgumentType>> {
  return Object.fromEntries(names.map((name) => [name, ARGUMENTS.get(name)?.type ?? DATE]));
}

/** Keeps the first of those names that cannot be together, a whole pair of dates counting as one. */
function withoutRivals(names: readonly string[]): readonly string[] {
  return names.filter((name, index) =>
    RIVALS.filter((rivals) => rivals.includes(name)).every((rivals) => {
      const first = names.findIndex((other) => rivals.includes(other));
      return first === index || TOP_LEVEL_PAIRS.some((pair) => isPair(pair, names[first], name));
    }),
  );
}

function isPair([start, end]: Pair, first: string | undefined, second: string): boolean {
  return first === start && second === end;
}

/** An argument that constraints may speak of. */
export interface Target {
  readonly path: string;
  /** Null for a range of dates. */
  readonly type: ScalarType | ArrayType | null;
  /** Where its value is, or those of its start and its end. */
  readonly places: readonly string[];
  readonly names: ShortNames;
  /** Whether the long form may be used for it. */
  readonly long: boolean;
}

/** The targets of a tool; without a tools module short forms know fewer names. */
export function targetsOf(tool: ObjectType, described: boolean): readonly Target[] {
  const names = (name: string): ShortNames => {
    const argument = ARGUMENTS.get(name);
    return (described ? argument?.described : argument?.bare) ?? NO_NAMES;
  };
  const own = Object.entries(tool.properties).flatMap(([name, type]): readonly Target[] => {
    if (TOP_LEVEL_PAIRS.some((pair) => pair.includes(name))) return [];
    const range = OBJECT_PAIRS.find(
      (pair) =>
        type.type === "object" && pair.every((part) => Object.hasOwn(type.properties, part)),
    );
    if (range === undefined) return leaves(name, type, names(name));
    const places = range.map((part) => `${name}.${part}`);
    return [{ path: name, type: null, places, names: names(name), long: true }];
  });
  const pairs = TOP_LEVEL_PAIRS.filter((pair) =>
    pair.every((part) => Object.hasOwn(tool.properties, part)),
  );
  return [
    ...own,
    ...pairs.map((places) => ({
      path: "date_range",
      type: null,
      places,
      names: DATE_RANGE,
      // The long form is "by argument path", and no argument has this one.
      long: false,
    })),
  ];
}

function leaves(path: string, type: ArgumentType, names: ShortNames): readonly Target[] {
  if (type.type !== "object") return [{ path, type, places: [path], names, long: true }];
  return Object.entries(type.properties).flatMap(([name, inner]) =>
    leaves(`${path}.${name}`, inner, NO_NAMES),
  );
}
