// Generates conditions of every form that the subset has, and the calls that they are asked about.

import fc from "fast-check";
import type { Json, ObjectType } from "../oracle/policy-file.js";

/** What the conditions speak of. */
export const SUBJECT: ObjectType = {
  type: "object",
  properties: {
    n: { type: "number" },
    i: { type: "integer" },
    s: { type: "string" },
    e: { type: "string", enum: ["x", "y", "z"] },
    b: { type: "boolean" },
    o: { type: "string", optional: true },
    "odd name": { type: "integer", optional: true },
    texts: { type: "array", items: { type: "string" } },
    counts: { type: "array", items: { type: "integer" } },
    rows: {
      type: "array",
      items: {
        type: "object",
        properties: { p: { type: "number" }, q: { type: "integer", optional: true } },
      },
    },
    in_: { type: "object", properties: { t: { type: "string" }, u: { type: "boolean" } } },
    by: {
      type: "object",
      properties: {
        x: { type: "number" },
        y: { type: "number" },
        z: { type: "number", optional: true },
      },
    },
  },
};

const TEXTS = ["", "a", "ab", "b", "é", "😀", "a😀b", "x", "2026-01-31T10:00:00Z", "ba\n"];
const NUMBERS = [0, 1, -1, 0.5, -0.5, 2, 3, 1e300, -1e-300, 99.99];
const INTEGERS = [0, 1, -1, 2, 3, 7, -8, 9007199254740991, -9007199254740991];
const TIMES = ["2026-01-31T10:00:00Z", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z"];
const DURATIONS = ["0", "1s", "-1h30m", "1.5ms", "24h", "2540400h", "1ns", "+3us"];

/** Arguments, some of them missing where they may be. */
export const argsArbitrary: fc.Arbitrary<Json> = fc.record(
  {
    n: fc.constantFrom(...NUMBERS),
    i: fc.constantFrom(...INTEGERS),
    s: fc.constantFrom(...TEXTS),
    e: fc.constantFrom("x", "y", "z"),
    b: fc.boolean(),
    o: fc.constantFrom(...TEXTS),
    "odd name": fc.constantFrom(...INTEGERS),
    texts: fc.array(fc.constantFrom(...TEXTS), { maxLength: 3 }),
    counts: fc.array(fc.constantFrom(...INTEGERS), { maxLength: 3 }),
    rows: fc.array(
      fc.record(
        { p: fc.constantFrom(...NUMBERS), q: fc.constantFrom(...INTEGERS) },
        { requiredKeys: ["p"], noNullPrototype: true },
      ),
      { maxLength: 3 },
    ),
    in_: fc.record({ t: fc.constantFrom(...TEXTS), u: fc.boolean() }, { noNullPrototype: true }),
    by: fc.record(
      {
        x: fc.constantFrom(...NUMBERS),
        y: fc.constantFrom(...NUMBERS),
        z: fc.constantFrom(...NUMBERS),
      },
      { requiredKeys: ["x", "y"], noNullPrototype: true },
    ),
  },
  {
    requiredKeys: ["n", "i", "s", "e", "b", "texts", "counts", "rows", "in_", "by"],
    noNullPrototype: true,
  },
);

export const nowArbitrary: fc.Arbitrary<number> = fc.constantFrom(
  0,
  -1,
  Date.UTC(2026, 0, 31, 10),
  Date.UTC(2024, 1, 29, 23, 59, 59, 999),
);

type Type =
  | "bool"
  | "int"
  | "double"
  | "string"
  | "texts"
  | "counts"
  | "rows"
  | "timestamp"
  | "duration";

/** The names of variables, by the type of what they are bound to. */
interface Bound {
  readonly name: string;
  readonly type: Type | "row";
}

/** A condition. */
export const conditionArbitrary: fc.Arbitrary<string> = fc
  .integer({ min: 1, max: 4 })
  .chain((depth) => made("bool", depth, []));

type Production = () => fc.Arbitrary<string>;

function made(type: Type, depth: number, bound: readonly Bound[]): fc.Arbitrary<string> {
  const simple = [
    ...leaves[type].map((text) => () => fc.constant(text)),
    ...variables(type, bound),
  ];
  const productions =
    depth <= 0 ? simple : [...simple.slice(0, 2), ...compound(type, depth - 1, bound)];
  return fc.constantFrom(...productions).chain((produce) => produce());
}

function variables(type: Type, bound: readonly Bound[]): readonly Production[] {
  return bound.flatMap(({ name, type: own }) => {
    if (own === type) return [() => fc.constant(name)];
    if (own !== "row") return [];
    if (type === "double") return [() => fc.constant(`${name}.p`)];
    if (type === "int") return [() => fc.constant(`${name}.q`)];
    return type === "bool" ? [() => fc.constant(`has(${name}.q)`)] : [];
  });
}

const leaves: Readonly<Record<Type, readonly string[]>> = {
  bool: [
    "args.b",
    "args.in_.u",
    "true",
    "false",
    "has(args.o)",
    '("odd name" in args)',
    "(args.e in args.by)",
  ],
  int: ["args.i", ...INTEGERS.map(String), 'args["odd name"]', "size(args.texts)", "args.s.size()"],
  double: ["args.n", "args.by[args.e]", ...NUMBERS.map((number) => written(number))],
  string: [
    "args.s",
    "args.e",
    "args.o",
    "args.in_.t",
    ...TEXTS.map((text) => JSON.stringify(text)),
  ],
  texts: ["args.texts", '["a", "é"]', "[args.s, args.e]"],
  counts: ["args.counts", "[1, 2]", "[args.i]"],
  rows: ["args.rows", "args.rows"],
  timestamp: ["now", ...TIMES.map((time) => `timestamp("${time}")`)],
  duration: DURATIONS.map((text) => `duration("${text}")`),
};

function written(number: number): string {
  const text = String(number);
  return /^-?\d+$/u.test(text) ? `${text}.0` : text.replace("e+", "e");
}

const PATTERNS = ["a", "^a", "b$", "^[a-z]*$", "\\\\s", "^(?:a|ab)b?$", "é|x"];
const GETTERS = [
  "FullYear",
  "Month",
  "Date",
  "DayOfMonth",
  "DayOfWeek",
  "DayOfYear",
  "Hours",
].concat(["Minutes", "Seconds", "Milliseconds"]);

function compound(type: Type, depth: number, bound: readonly Bound[]): readonly Production[] {
  const of = (other: Type) => made(other, depth, bound);
  const put =
    (build: (...parts: readonly string[]) => string, ...types: readonly Type[]) =>
    () =>
      fc.tuple(...types.map(of)).map((parts) => build(...parts));
  const infix =
    (operators: readonly string[], left: Type, right: Type): Production =>
    () =>
      fc
        .tuple(of(left), fc.constantFrom(...operators), of(right))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`);
  const choice = put((a, b, c) => `(${a} ? ${b} : ${c})`, "bool", type, type);
  switch (type) {
    case "bool":
      return [
        ...comparisons(infix, put),
        infix(["&&", "||"], "bool", "bool"),
        infix(["&&", "||"], "bool", "bool"),
        put((a) => `!${a}`, "bool"),
        choice,
        () =>
          fc
            .tuple(of("string"), fc.constantFrom(...PATTERNS))
            .map(([text, pattern]) => `${text}.matches("${pattern}")`),
        ...["all", "exists", "exists_one"].map((macro) => over(macro, "bool", depth, bound)),
      ];
    case "int":
      return [
        infix(["+", "-", "*", "/", "%"], "int", "int"),
        put((a) => `int(${a})`, "double"),
        put((a) => `-(${a})`, "int"),
        put((a) => `size(${a})`, "string"),
        put((a, b) => `${a}[${b}]`, "counts", "int"),
        () =>
          fc
            .tuple(of("timestamp"), fc.constantFrom(...GETTERS))
            .map(([time, part]) => `${time}.get${part}()`),
        choice,
      ];
    case "double":
      return [
        infix(["+", "-", "*", "/"], "double", "double"),
        put((a) => `double(${a})`, "int"),
        put((a) => `-(${a})`, "double"),
        put((a, b) => `${a}[${b}].p`, "rows", "int"),
        choice,
      ];
    case "string":
      return [
        infix(["+"], "string", "string"),
        put((a) => `string(${a})`, "int"),
        put((a) => `string(${a})`, "bool"),
        put((a, b) => `${a}[${b}]`, "texts", "int"),
        choice,
      ];
    case "texts":
    case "counts": {
      const item = type === "texts" ? "string" : "int";
      return [
        infix(["+"], type, type),
        put((a, b) => `[${a}, ${b}]`, item, item),
        over("map", item, depth, bound),
        choice,
      ];
    }
    case "rows":
      return [over("filter", "bool", depth, bound, ["rows"]), choice];
    case "timestamp":
      return [
        infix(["+", "-"], "timestamp", "duration"),
        put((a) => `timestamp(${a})`, "string"),
        choice,
      ];
    case "duration":
      return [
        infix(["+", "-"], "duration", "duration"),
        infix(["-"], "timestamp", "timestamp"),
        choice,
      ];
  }
}

type Infix = (operators: readonly string[], left: Type, right: Type) => Production;
type Put = (
  build: (...parts: readonly string[]) => string,
  ...types: readonly Type[]
) => Production;

function comparisons(infix: Infix, put: Put): readonly Production[] {
  const every = ["==", "!=", "<", "<=", ">", ">="];
  const sorted: readonly (readonly [Type, Type])[] = [
    ["int", "int"],
    ["int", "double"],
    ["double", "int"],
    ["double", "double"],
    ["string", "string"],
    ["bool", "bool"],
    ["timestamp", "timestamp"],
    ["duration", "duration"],
  ];
  return [
    ...sorted.map(([left, right]) => infix(every, left, right)),
    infix(["==", "!="], "texts", "texts"),
    infix(["==", "!="], "counts", "counts"),
    infix(["==", "!="], "rows", "rows"),
    infix(["in"], "string", "texts"),
    infix(["in"], "int", "counts"),
    infix(["in"], "double", "counts"),
    ...["startsWith", "endsWith", "contains"].map((method) =>
      put((a, b) => `${a}.${method}(${b})`, "string", "string"),
    ),
  ];
}

/** A macro over some list, with a variable of a name that is not taken. */
function over(
  macro: string,
  body: Type,
  depth: number,
  bound: readonly Bound[],
  lists: readonly ("texts" | "counts" | "rows")[] = ["texts", "counts", "rows"],
): Production {
  const items = { texts: "string", counts: "int", rows: "row" } as const;
  const name = `v${bound.length}`;
  return () =>
    fc
      .constantFrom(...lists)
      .chain((list) =>
        fc
          .tuple(
            made(list, Math.min(depth, 1), bound),
            made(body, depth, [...bound, { name, type: items[list] }]),
          )
          .map(([of, asked]) => `${of}.${macro}(${name}, ${asked})`),
      );
}
