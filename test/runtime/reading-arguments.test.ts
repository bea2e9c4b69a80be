// The strict reader against the reference reader, which was written from the specification alone and for obviousness.

import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Malformed } from "../../runtime/malformed.js";
import { parseArguments } from "../../runtime/parse-arguments.js";
import { readArguments } from "../oracle/read-arguments.js";
import { Malformed as MalformedForReference } from "../oracle/well-formed.js";

const malformed = "malformed";

function read(args: unknown): unknown {
  const result = parseArguments(args);
  return result instanceof Malformed ? malformed : result;
}

function reference(args: unknown): unknown {
  try {
    return readArguments(args);
  } catch (error) {
    if (error instanceof MalformedForReference) return malformed;
    throw error;
  }
}

/** Texts that a strict reader must tell apart: few keys, so that they meet; escapes, blanks and odd numbers. */
const blank = fc.constantFrom("", "", "", " ", "\n", "\t ");
const key = fc.constantFrom(
  ...['"a"', '"\\u0061"', '"b"', '"a:b"', '"\\":"', '"\\\\"', '""', '"1"', '"01"', '"__proto__"'],
  '"constructor"',
);
const scalar = fc.oneof(
  fc.constantFrom("true", "false", "null", "0", "-0", "1e999", "-1e-999", "9007199254740991"),
  fc.constantFrom("9007199254740992", "9007199254740993", "1e300", "1.5", "01", "+1", ".5", "NaN"),
  fc.constantFrom('":"', '"\\""', '"{}"', '"a\\\\"', '"\\ud83d"', '"é"', '"\n"', '"\\x41"', "'a'"),
  fc.double().map(String),
  fc.string().map((text) => JSON.stringify(text)),
);
const { json } = fc.letrec<{ json: string }>((tie) => {
  const spaced = (part: fc.Arbitrary<string>) =>
    fc.tuple(blank, part, blank).map((parts) => parts.join(""));
  const member = fc.tuple(spaced(key), spaced(tie("json"))).map((parts) => parts.join(":"));
  const list = (part: fc.Arbitrary<string>) =>
    fc.array(part, { maxLength: 4 }).map((parts) => parts.join(","));
  return {
    json: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      scalar,
      list(member).map((members) => `{${members}}`),
      list(member).map((members) => `{${members}}`),
      list(spaced(tie("json"))).map((elements) => `[${elements}]`),
    ),
  };
});
const object = fc
  .array(fc.tuple(key, json), { maxLength: 4 })
  .map((members) => `{${members.map((member) => member.join(":")).join(",")}}`);

/** The same with one character gone or another put in. */
const damaged = fc
  .tuple(object, fc.nat(), fc.constantFrom("", ...'{}[]:,"\\0- '))
  .map(([text, at, put]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(place + 1);
  });

test.each<[string, fc.Arbitrary<string>]>([
  ["any JSON", json],
  ["objects", object],
  ["damaged objects", damaged],
  ["any text", fc.string({ unit: "binary" })],
])("text is read as the reference reads it: %s", (_what, text) => {
  fc.assert(
    fc.property(text, (args) => {
      expect(read(args)).toEqual(reference(args));
    }),
    { numRuns: 5_000 },
  );
});

const anyKey = fc.oneof(fc.string(), fc.constantFrom("a", "__proto__", "constructor", "length"));
const anything = fc.anything({
  key: anyKey,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
const plain = fc.dictionary(anyKey, fc.oneof(fc.jsonValue(), anything));

test("values are read as the reference reads them", () => {
  fc.assert(
    fc.property(fc.oneof(anything, plain), (args) => {
      expect(read(args)).toEqual(reference(args));
    }),
    { numRuns: 10_000 },
  );
});

/** Every object and array in a value. */
function parts(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value === "object" && value !== null && !found.has(value)) {
    found.add(value);
    for (const part of Object.values(value)) parts(part, found);
  }
  return found;
}

test("a copy shares nothing with what it was made from, and is frozen all through", () => {
  fc.assert(
    fc.property(plain, (args) => {
      const copied = read(args);
      const given = parts(args);
      for (const part of parts(copied)) {
        expect(given.has(part)).toBe(false);
        expect(Object.isFrozen(part)).toBe(true);
      }
    }),
    { numRuns: 5_000 },
  );
});

test("a value and its text are read alike", () => {
  // JSON has no way to write -0 down.
  const values = fc.jsonValue().filter((value) => !hasNegativeZero(value));
  fc.assert(
    fc.property(fc.dictionary(anyKey, values), (args) => {
      const text = JSON.stringify(args);
      const copied = read(args);
      expect(read(text)).toEqual(copied);
      if (copied !== malformed) expect(JSON.stringify(copied)).toBe(text);
    }),
    { numRuns: 5_000 },
  );
});

describe("what is said of arguments that are malformed: where, and what stands there", () => {
  const fault = (args: unknown) => {
    const result = parseArguments(args);
    return result instanceof Malformed ? [result.path, result.what] : "well-formed";
  };

  /** A list that is something else when it is looked at again, after its elements were counted. */
  const shifty = (later: PropertyDescriptor | undefined) => {
    let looks = 0;
    return new Proxy([1], {
      getOwnPropertyDescriptor: (list, key) => {
        const first = Reflect.getOwnPropertyDescriptor(list, key);
        looks += key === "0" ? 1 : 0;
        return key === "0" && looks > 1 ? later : first;
      },
    });
  };
  const hidden = { value: 1, enumerable: false, writable: true, configurable: true };
  const long = "k".repeat(60);

  const rows: readonly (readonly [args: unknown, path: string | null, what: string])[] = [
    [null, null, "not an object"],
    [undefined, null, "not an object"],
    [5, null, "not an object"],
    [[], null, "not an object"],
    ["5", null, "not an object"],
    ["null", null, "not an object"],
    ["[]", null, "not an object"],
    ["{", null, "not valid JSON"],
    [{ a: [1, undefined] }, "a.1", "undefined, or a getter or setter"],
    [{ a: 1n }, "a", "a value of type bigint, which JSON does not have"],
    [{ a: Symbol("a") }, "a", "a value of type symbol, which JSON does not have"],
    [{ a: () => 1 }, "a", "a value of type function, which JSON does not have"],
    [{ a: { b: Number.NaN } }, "a.b", "a number that is not finite"],
    ['{"a":{"b":1e999}}', "a.b", "a number that is not finite"],
    [{ a: 2 ** 53 }, "a", "an integer beyond 2^53 - 1, which loses digits"],
    [{ a: -0 }, "a", "negative zero"],
    ['{"a":[0,-0]}', "a.1", "negative zero"],
    [{ a: new Date(0) }, "a", "an object that is not plain data"],
    [{ a: Object.create({ isPrototypeOf: 1 }) }, "a", "an object that is not plain data"],
    [{ a: Object.create(Object.create(null)) }, "a", "an object that is not plain data"],
    [{ a: { [Symbol("b")]: 1 } }, "a", "an object with a symbol as key"],
    [{ a: Object.setPrototypeOf([], null) }, "a", "an array that is not plain data"],
    [{ a: Array(2) }, "a", "an array with holes or with properties of its own"],
    [{ a: shifty(hidden) }, "a.0", "a hidden property"],
    [{ a: shifty(undefined) }, "a.0", "a hidden property"],
    [JSON.parse('{"a":{"__proto__":1}}'), "a.__proto__", "a key that is not allowed"],
    ['{"a":[{"__proto__":1}]}', "a.0.__proto__", "a key that is not allowed"],
    ['{"a":1,"a":2}', "a", "a key that is given twice"],
    ['{"a":{"b":[0,[],{},{"c":1,"c":2}]}}', "a.b.3.c", "a key that is given twice"],
    ['[[{"a":1,"b":[1,2],"a":2}]]', "0.0.a", "a key that is given twice"],
    ['{"a":{"b":1},"c":[{"b":1},{"b":2,"x":"\\"","b":3}]}', "c.1.b", "a key that is given twice"],
    [new Proxy({}, { getPrototypeOf: () => fail() }), null, "an object that cannot be read"],
    [{ a: "x".repeat(2 ** 20) }, null, "longer than 1 MiB"],
    [`{"a":"${"x".repeat(2 ** 20)}"}`, null, "longer than 1 MiB"],
    [{ a: ["x".repeat(2 ** 20), {}] }, "a.1", "too long with what comes before"],
    [{ a: Array(2 ** 20 + 1) }, "a", "too long with what comes before"],
    [{ a: nested(64) }, Array(64).fill("a").join("."), "nested deeper than 64 levels"],
    [
      JSON.stringify({ a: nested(64) }),
      Array(64).fill("a").join("."),
      "nested deeper than 64 levels",
    ],
    // Its keys may be the model's, so neither they nor the path fill the log.
    [{ ["k".repeat(64)]: -0 }, "k".repeat(64), "negative zero"],
    [{ ["k".repeat(65)]: -0 }, `${"k".repeat(64)}…`, "negative zero"],
    [
      { [long]: { [long]: { [long]: { [long]: { [long]: -0 } } } } },
      `${`${long}.`.repeat(4)}${"k".repeat(12)}…`,
      "negative zero",
    ],
  ];
  // Not test.each, which would look into them to print them.
  for (const [index, [args, path, what]] of rows.entries()) {
    test(`${index + 1}: ${what}`, () => expect(fault(args)).toEqual([path, what]));
  }
});

describe("what is plain data is taken as it is", () => {
  const mebibyte = 2 ** 20;
  const values: readonly (readonly [what: string, value: object])[] = [
    ["nothing", {}],
    ["of each kind", { a: null, b: [null, true, "", 0], c: { d: {} }, e: -1.5 }],
    ["the largest numbers", { a: Number.MAX_SAFE_INTEGER, b: Number.MIN_SAFE_INTEGER, c: 5e-324 }],
    ["64 levels", nested(63)],
    ["1 MiB", { a: "x".repeat(mebibyte - 8) }],
    ["1 MiB of two bytes each", { a: "é".repeat((mebibyte - 8) / 2) }],
    ["1 MiB of a key", { ["x".repeat(mebibyte - 6)]: 1 }],
    ["1 MiB of numbers", { a: Array(mebibyte / 2 - 7).fill(1), b: 10 }],
  ];
  // What is that long is not printed.
  for (const [what, value] of values) {
    test(`${what}, as a value and as text`, () => {
      const text = JSON.stringify(value);
      expect(text.length).toBeLessThanOrEqual(mebibyte);
      for (const given of [value, text]) expect(JSON.stringify(read(given)) === text).toBe(true);
    });
  }

  test("and a byte more is not", () => {
    for (const value of [
      { a: "x".repeat(mebibyte - 7) },
      { a: `${"é".repeat(mebibyte / 2 - 4)}x` },
    ]) {
      expect([read(value), read(JSON.stringify(value))]).toEqual([malformed, malformed]);
    }
  });

  test("of another realm, and without a prototype", () => {
    const other: unknown = runInNewContext("({ a: [{ b: 1 }] })");
    const bare: unknown = Object.assign(Object.create(null), { a: [{ b: 1 }] });
    for (const value of [other, bare]) expect(JSON.stringify(read(value))).toBe('{"a":[{"b":1}]}');
  });

  test("what others put on all objects is no argument", () => {
    Object.assign(Object.prototype, { amount: 5 });
    try {
      expect(Object.keys(Object(read({ a: {} })))).toEqual(["a"]);
    } finally {
      Reflect.deleteProperty(Object.prototype, "amount");
    }
  });
});

function nested(levels: number, innermost: unknown = {}): object {
  return levels === 1 ? { a: innermost } : { a: nested(levels - 1, innermost) };
}

function fail(): never {
  throw new Error("no");
}

function hasNegativeZero(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(hasNegativeZero)
    : Object.is(value, -0);
}
