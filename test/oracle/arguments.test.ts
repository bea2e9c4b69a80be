// Which arguments are malformed, as raw text of the model and as a parsed value.

import { describe, expect, test } from "vitest";
import { readArguments } from "./read-arguments.js";
import { Malformed } from "./well-formed.js";

const nested = (levels: number): string =>
  `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;

describe("raw text that is read", () => {
  test.each([
    ["", {}],
    [" \t\r\n", {}],
    ["{}", {}],
    [' { "a" : [ 1 , true , false , null , "x" ] } ', { a: [1, true, false, null, "x"] }],
    ['{"a":{},"b":[]}', { a: {}, b: [] }],
    [
      '{"a":1.0,"b":1e2,"c":-0.5,"d":9007199254740991}',
      { a: 1, b: 100, c: -0.5, d: 9007199254740991 },
    ],
    ['{"a":"\\u0041\\n\\"\\\\\\/\\ud83d\\ude00"}', { a: 'A\n"\\/😀' }],
    ['{"a":"\\ud800"}', { a: "\ud800" }],
    ['{"constructor":1,"toString":2}', { constructor: 1, toString: 2 }],
    [nested(64), JSON.parse(nested(64))],
    [`{}${" ".repeat(1_048_574)}`, {}],
  ])("%.60s", (text, value) => expect(readArguments(text)).toEqual(value));
});

describe("raw text that is malformed", () => {
  test.each([
    ["null"],
    ["[]"],
    ["1"],
    ['"{}"'],
    ["{"],
    ["{}}"],
    ["{} {}"],
    ["{a:1}"],
    ["{'a':1}"],
    ['{"a":1,}'],
    ['{"a" 1}'],
    ['{"a":[1,]}'],
    ['{"a":[1 2]}'],
    ['{"a":tru}'],
    ['{"a":undefined}'],
    ['{"a":NaN}'],
    ['{"a":01}'],
    ['{"a":+1}'],
    ['{"a":.5}'],
    ['{"a":1.}'],
    ['{"a":0x1}'],
    ['{"a":--1}'],
    ['{"a":-0}'],
    ['{"a":-0.0}'],
    ['{"a":-1e-999}'],
    ['{"a":1e999}'],
    ['{"a":9007199254740992}'],
    ['{"a":-9007199254740993}'],
    ['{"a":1e300}'],
    ['{"a":"\n"}'],
    ['{"a":"\\x41"}'],
    ['{"a":"\\u00g0"}'],
    ['{"a":"'],
    ['{"a":1} // note'],
    ["\ufeff{}"],
    ["\u00a0"],
    ['{"a":1,"a":1}'],
    ['{"a":1,"\\u0061":1}'],
    ['{"b":{"a":1,"a":1}}'],
    ['{"__proto__":{}}'],
    ['{"b":[{"__proto_\\u005f":1}]}'],
    [nested(65)],
    ["[".repeat(100_000)],
    [`{}${" ".repeat(1_048_575)}`],
    [`{"a":"${"é".repeat(524_300)}"}`],
  ])("%.60s", (text) => expect(() => readArguments(text)).toThrow(Malformed));
});

const shared = { x: 1 };
const cycle: { a?: unknown } = {};
cycle.a = { cycle };
const revoked = Proxy.revocable({}, {});
revoked.revoke();

describe("parsed values that are read", () => {
  test.each<[string, unknown, unknown]>([
    ["plain data", { a: [1, { b: null }] }, { a: [1, { b: null }] }],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ["one object twice", { a: shared, b: shared }, { a: { x: 1 }, b: { x: 1 } }],
    ["frozen data", Object.freeze({ a: 1 }), { a: 1 }],
    [
      "a hidden property is left behind",
      Object.defineProperty({ a: 1 }, "b", { value: 1 }),
      { a: 1 },
    ],
    ["a well-behaved proxy", new Proxy({ a: 1 }, {}), { a: 1 }],
    ["raw text", '{"a":1}', { a: 1 }],
  ])("%s", (_what, value, read) => expect(readArguments(value)).toEqual(read));
});

describe("parsed values that are malformed", () => {
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["an array", []],
    ["a number", 1],
    ["undefined inside", { a: undefined }],
    ["a bigint", { a: 1n }],
    ["a symbol", { a: Symbol("s") }],
    ["a function", { a: () => 1 }],
    ["a date", { a: new Date(0) }],
    ["a map", { a: new Map() }],
    ["a boxed string", { a: Object("s") }],
    ["a class instance at the root", new (class Order {})()],
    ["an inherited property", Object.create({ a: 1 })],
    ["a getter", Object.defineProperty({}, "a", { get: () => 1, enumerable: true })],
    ["a symbol key", { [Symbol("s")]: 1 }],
    ["an own __proto__", JSON.parse('{"__proto__":1}')],
    ["NaN", { a: Number.NaN }],
    ["Infinity", { a: Number.POSITIVE_INFINITY }],
    ["-0", { a: [-0] }],
    ["2 ** 53", { a: 2 ** 53 }],
    ["1e300", { a: 1e300 }],
    ["a cycle", cycle],
    // biome-ignore lint/suspicious/noSparseArray: the hole is the case
    ["a hole", { a: [1, , 2] }],
    ["an array with more than elements", { a: Object.assign([1], { b: 1 }) }],
    [
      "an array with a hole and a property",
      { a: Object.assign(Array.from({ length: 1 }), { b: 1 }) },
    ],
    ["a kind of array", { a: new (class List extends Array {})() }],
    ["a proxy that throws", new Proxy({ a: 1 }, { ownKeys: () => thrown() })],
    ["a revoked proxy", { a: revoked.proxy }],
    ["65 levels", JSON.parse(nested(65))],
    ["more than 1 MiB", { a: "x".repeat(1_048_576) }],
  ])("%s", (_what, value) => expect(() => readArguments(value)).toThrow(Malformed));
});

function thrown(): never {
  throw new Error("trap");
}
