// Ways to spoil good arguments, as parsed values and as raw text; some of them only look spoilt.

import fc from "fast-check";
import type { JsonObject } from "../oracle/policy-file.js";

/** How arguments come into a call. Made anew for each side that decides, so that neither sees the other's. */
export interface Delivery {
  readonly label: string;
  readonly deliver: (args: JsonObject) => unknown;
}

/** As they are: parsed, or as text. */
const PLAIN: readonly Delivery[] = [
  { label: "parsed", deliver: (args) => structuredClone(args) },
  { label: "raw", deliver: (args) => JSON.stringify(args) },
  { label: "raw, spread out", deliver: (args) => ` \r\n\t${JSON.stringify(args, null, "\t")}\n` },
  { label: "raw, all escaped", deliver: (args) => escaped(JSON.stringify(args)) },
];

/** A value put beside the good arguments. */
const extra = (label: string, make: () => unknown): Delivery => ({
  label: `parsed, with ${label}`,
  deliver: (args) => ({ ...args, extra: make() }),
});

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

class Instance {
  readonly amount = 1;
}

const VALUES: readonly Delivery[] = [
  extra("undefined", () => undefined),
  extra("a bigint", () => 1n),
  extra("a function", () => () => 1),
  extra("a symbol", () => Symbol("s")),
  extra("NaN", () => Number.NaN),
  extra("Infinity", () => [Number.POSITIVE_INFINITY]),
  extra("-0", () => -0),
  extra("2 ** 53", () => 2 ** 53),
  extra("2 ** 53 - 1", () => 2 ** 53 - 1),
  extra("1e300", () => ({ deep: [-1e300] })),
  extra("a date", () => new Date(0)),
  extra("a map", () => new Map()),
  extra("a class instance", () => new Instance()),
  extra("a boxed number", () => Object(1)),
  extra("a sparse array", () => new Array(2)),
  extra("an array with a property", () => Object.assign([1], { more: 1 })),
  extra("an array that hides a hole", () => Object.assign(new Array(1), { more: 1 })),
  extra("a kind of array", () => new (class List extends Array {})()),
  extra("a symbol key", () => ({ [Symbol("s")]: 1 })),
  extra("an own __proto__", () => JSON.parse('{"__proto__": {"amount": 1}}')),
  extra("an inherited property", () => Object.create({ amount: 1 })),
  extra("no prototype", () => Object.assign(Object.create(null), { amount: 1 })),
  extra("64 levels", () => nested(63)),
  extra("65 levels", () => nested(64)),
  extra("a hidden property", () => Object.defineProperty({ a: 1 }, "b", { value: () => 1 })),
  extra("a getter", () => Object.defineProperty({}, "a", { get: () => 1, enumerable: true })),
  extra("a setter", () =>
    Object.defineProperty({}, "a", { set: () => undefined, enumerable: true }),
  ),
  extra("a revoked proxy", () => revoked({})),
  extra("a proxy that throws", () => [
    new Proxy({}, { getOwnPropertyDescriptor: thrown, ownKeys: () => ["a"] }),
  ]),
  extra(
    "an array proxy that throws",
    () => new Proxy([1], { get: thrown, getOwnPropertyDescriptor: thrown }),
  ),
  extra("a lone surrogate", () => "\ud800"),
  { label: "parsed, with a cycle", deliver: cyclic },
  { label: "parsed, one object twice", deliver: (args) => twice(args, { a: [1] }) },
  { label: "parsed, frozen", deliver: (args) => Object.freeze(structuredClone(args)) },
  { label: "parsed, getters", deliver: getters },
  { label: "parsed, no prototype", deliver: (args) => Object.assign(Object.create(null), args) },
  { label: "parsed, inherited", deliver: (args) => Object.create(args) },
  { label: "parsed, own __proto__", deliver: (args) => own(args, "__proto__", { amount: 1 }) },
  { label: "parsed, hidden property", deliver: (args) => own(args, "hidden", 1, false) },
  { label: "parsed, a proxy", deliver: (args) => new Proxy({ ...args }, {}) },
  { label: "parsed, a proxy that throws", deliver: (args) => new Proxy(args, { ownKeys: thrown }) },
  { label: "parsed, a revoked proxy", deliver: revoked },
  ...[undefined, null, true, 0, [], [{}], new Date(0), () => ({})].map((root) => ({
    label: `parsed, ${typeof root} ${String(root)} as the root`,
    deliver: () => root,
  })),
];

/** Text put in as the first member of the good arguments. */
const member = (text: string): Delivery => ({
  label: `raw, with ${text.slice(0, 60)}`,
  deliver: (args) => {
    const rest = JSON.stringify(args).slice(1);
    return `{${text}${rest === "}" ? "" : ","}${rest}`;
  },
});

const around = (before: string, after: string, label = `${before}…${after}`): Delivery => ({
  label: `raw, ${label}`,
  deliver: (args) => before + JSON.stringify(args) + after,
});

const instead = (text: string): Delivery => ({
  label: `raw ${JSON.stringify(text)}`,
  deliver: () => text,
});

const TEXTS: readonly Delivery[] = [
  ...['"extra":1,"extra":1', '"extra":1,"\\u0065xtra":1', '"extra":{"a":1,"a":2}'].map(member),
  ...['"__proto__":{"amount":1}', '"\\u005f_proto__":1', '"extra":[{"__proto__":1}]'].map(member),
  ...['"extra":1e999', '"extra":-0', '"extra":-0.0', '"extra":-1e-999'].map(member),
  ...['"extra":9007199254740993', '"extra":9007199254740991', '"extra":1e300'].map(member),
  ...['"extra":9007199254740991.5', '"extra":1e-999', '"extra":1.0', '"extra":1E+2'].map(member),
  ...['"extra":01', '"extra":+1', '"extra":.5', '"extra":1.', '"extra":0x1', '"extra":1_0'].map(
    member,
  ),
  ...['"extra":NaN', '"extra":Infinity', '"extra":undefined', "\"extra\":'a'", "extra:1"].map(
    member,
  ),
  ...['"extra":"\n"', '"extra":"\\x41"', '"extra":"\\u12"', '"extra":"\\ud800"'].map(member),
  ...['"extra":[1,]', '"extra":[,]', '"extra":{"a"}', '"extra":tru', '"extra":"\u007f"'].map(
    member,
  ),
  ...['"constructor":1', '"toString":1', '"":1', '"extra":"\u2028"'].map(member),
  ...[62, 63, 64].map((levels) => member(`"extra":${"[".repeat(levels)}${"]".repeat(levels)}`)),
  repeated(),
  around("", ","),
  around("", "}"),
  around("", "{}"),
  around("", " // note"),
  around("\ufeff", ""),
  around("[", "]"),
  around("(", ")"),
  around("```json\n", "\n```"),
  { label: "raw, cut short", deliver: (args) => JSON.stringify(args).slice(0, -1) },
  { label: "raw, trailing comma", deliver: (args) => `${JSON.stringify(args).slice(0, -1)},}` },
  { label: "raw, quoted", deliver: (args) => JSON.stringify(JSON.stringify(args)) },
  ...["", " ", "\n\t\r ", "null", "1", "[]", "[{}]", '"x"', "{}", "true", "{", "undefined"].map(
    instead,
  ),
];

const LIMIT = 1_048_576;

const HUGE: readonly Delivery[] = [
  { label: "raw, 1 MiB", deliver: (args) => JSON.stringify(args).padEnd(byteless(args, LIMIT)) },
  {
    label: "raw, 1 MiB and 1",
    deliver: (args) => JSON.stringify(args).padEnd(byteless(args, LIMIT + 1)),
  },
  { label: "raw, 1 MiB of é", deliver: () => `{"extra":"${"é".repeat((LIMIT - 12) / 2)}"}` },
  {
    label: "raw, more than 1 MiB of é",
    deliver: () => `{"extra":"${"é".repeat((LIMIT - 10) / 2)}"}`,
  },
  extra("nearly 1 MiB", () => "x".repeat(1_040_000)),
  extra("more than 1 MiB", () => ["x".repeat(LIMIT)]),
];

/** Mostly as they are. */
export const deliveryArbitrary: fc.Arbitrary<Delivery> = fc.oneof(
  { weight: 1200, arbitrary: fc.constantFrom(...PLAIN) },
  { weight: 90, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 90, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.constantFrom(...HUGE) },
);

/** How long the text may be, in UTF-16 units, to make so many bytes when it ends in spaces. */
function byteless(args: JsonObject, bytes: number): number {
  const text = JSON.stringify(args);
  return bytes - (Buffer.byteLength(text) - text.length);
}

/** Every character of every string as a `\u` escape. */
function escaped(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/gu, (string) => {
    const units: string = JSON.parse(string);
    const asEscape = (unit: string): string =>
      `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return `"${units.split("").map(asEscape).join("")}"`;
  });
}

/** The first member once more at the end. */
function repeated(): Delivery {
  return {
    label: "raw, first member twice",
    deliver: (args) => {
      const [first] = Object.entries(args);
      const again = first === undefined ? "" : JSON.stringify(Object.fromEntries([first])).slice(1);
      return `${JSON.stringify(args).slice(0, -1)},${again}`;
    },
  };
}

function cyclic(args: JsonObject): unknown {
  const value: { extra?: unknown } = { ...args };
  value.extra = { back: [value] };
  return value;
}

function twice(args: JsonObject, shared: unknown): unknown {
  return { ...args, extra: { one: shared, two: shared } };
}

function getters(args: JsonObject): unknown {
  const entries = Object.entries(args).map(([key, value]) => [
    key,
    { get: () => value, enumerable: true },
  ]);
  return Object.defineProperties({}, Object.fromEntries(entries));
}

function own(args: JsonObject, key: string, value: unknown, enumerable = true): unknown {
  return Object.defineProperty({ ...args }, key, { value, enumerable, configurable: true });
}

function revoked(args: JsonObject): unknown {
  const { proxy, revoke } = Proxy.revocable(args, {});
  revoke();
  return proxy;
}

function thrown(): never {
  throw new Error("trap");
}
