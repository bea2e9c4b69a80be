// Arguments made to be read one way while they are checked and another way when they run: all are malformed.

import { describe, expect, test } from "vitest";
import { decide, fail, nested, own, secret } from "./any-tool.js";

const with1 = (extra: object) => Object.assign([1], extra);
const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

class Order {
  amount = 5;
}
class Orders extends Array<number> {}

const cycle: { again?: unknown } = {};
cycle.again = { list: [cycle] };
const endless: unknown[] = [];
endless.push(endless);

/** 2^60 objects when written out, 60 in memory. */
const doubling = (empty: unknown, twice: (part: unknown) => unknown): unknown => {
  let part = empty;
  for (let level = 0; level < 60; level += 1) part = twice(part);
  return part;
};

describe("values that are no plain data", () => {
  const cases: readonly (readonly [what: string, args: unknown])[] = [
    ["nothing", undefined],
    ["null", null],
    ["a number", 5],
    ["true", true],
    ["a bigint", 5n],
    ["a symbol", Symbol(secret)],
    ["a function", () => secret],
    ["an array", [{ a: 1 }]],
    ["a boxed string", Object('{"a":1}')],
    ["a getter", own("a", { get: () => secret })],
    ["a getter that throws", own("a", { get: fail })],
    ["a getter without a value", own("a", { get: () => undefined })],
    ["a setter", own("a", { set: () => undefined })],
    ["a getter further in", { a: { b: [own("c", { get: () => secret })] } }],
    ["a getter as an element", { a: own("0", { get: () => secret }, [1]) }],
    ["a hidden element", { a: own("0", { value: 1, enumerable: false }, [1]) }],
    ["a symbol as key", { [Symbol(secret)]: 1, a: 1 }],
    ["a hidden symbol as key", Object.defineProperty({}, Symbol(secret), { value: 1 })],
    ["a symbol as key of an array", { a: with1({ [Symbol(secret)]: 1 }) }],
    ["an own __proto__", JSON.parse('{"__proto__":{"a":1}}')],
    ["an own __proto__ further in", { a: [JSON.parse('{"__proto__":null}')] }],
    ["a computed __proto__", { ["__proto__"]: { amount: 5 } }],
    ["inherited properties", Object.create({ a: 1 })],
    ["an instance of a class", new Order()],
    ["an instance further in", { a: { b: new Order() } }],
    ["a date", { a: new Date(0) }],
    ["a map", { a: new Map([["a", 1]]) }],
    ["a regular expression", { a: /a/u }],
    ["an error", { a: new Error(secret) }],
    ["a promise", Promise.resolve({ a: 1 })],
    ["bytes", { a: new Uint8Array([1]) }],
    ["a URL", { a: new URL("https://example.com") }],
    ["a boxed number", { a: Object(5) }],
    ["a list of another class", { a: new Orders(1, 2) }],
    ["a list without its prototype", { a: Object.setPrototypeOf([1], null) }],
    ["a list with a hole", { a: Array(3) }],
    ["a list with a hole and a property", { a: Object.assign(Array(1), { b: 1 }) }],
    ["a list with a property", { a: with1({ b: 1 }) }],
    ["the module of Math", Math],
    ["undefined further in", { a: undefined }],
    ["undefined in a list", { a: [undefined] }],
    ["a bigint further in", { a: 5n }],
    ["a function further in", { a: fail }],
    ["a function as toJSON", { toJSON: () => ({ a: 1 }) }],
    ["NaN", { a: Number.NaN }],
    ["infinity", { a: [Number.POSITIVE_INFINITY] }],
    ["negative infinity", { a: Number.NEGATIVE_INFINITY }],
    ["negative zero", { a: -0 }],
    ["2^53", { a: 2 ** 53 }],
    ["-2^53", { a: -(2 ** 53) }],
    ["1e300, an integer", { a: 1e300 }],
    ["a cycle", cycle],
    ["a cycle of lists", { a: endless }],
    ["65 levels", nested(65, {})],
    ["64 levels and a list", nested(64, [])],
    ["2^60 objects", doubling({}, (part) => ({ a: part, b: part }))],
    ["2^60 lists", { a: doubling([], (part) => [part, part]) }],
    ["a long string", { a: "x".repeat(1024 * 1024) }],
    ["a string of 1 MiB as bytes", { a: "é".repeat(512 * 1024) }],
    ["a string of 1 MiB as JSON", { a: "\u0000".repeat(200_000) }],
    ["many long strings", { a: Array.from({ length: 1100 }, () => "x".repeat(1000)) }],
    ["a long key", { ["x".repeat(1024 * 1024)]: 1 }],
    ["as many numbers as an array can hold", { a: new Proxy(new Array(2 ** 32 - 1), {}) }],
    ["600,000 numbers, which are 1.2 MB of text", { a: Array.from({ length: 600_000 }, () => 1) }],
    ["a proxy of a list without end", { a: new Proxy([], { get: () => 2 ** 32 - 1 }) }],
    ["a revoked proxy", revoked({ a: 1 })],
    ["a revoked proxy further in", { a: revoked([1]) }],
    ...(["getPrototypeOf", "ownKeys", "getOwnPropertyDescriptor"] as const).map(
      (trap): [string, unknown] => [
        `a proxy that throws on ${trap}`,
        { a: new Proxy({ a: 1 }, { [trap]: fail }) },
      ],
    ),
  ];
  // Not test.each, which would look into them to print them.
  for (const [what, args] of cases) {
    test(what, () => {
      const decision = decide(args);
      expect(decision).toMatchObject({ allowed: false, code: "malformed-arguments" });
      expect(JSON.stringify(decision)).not.toContain(secret);
      expect(decision.reason.length).toBeLessThan(500);
    });
  }
});

describe("text that JSON.parse takes, or nearly", () => {
  const deep = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels - 1)}`;
  test.each<[string, string]>([
    ["null", "null"],
    ["an array", '[{"a":1}]'],
    ["a number", "5"],
    ["arguments encoded twice", '"{\\"a\\":1}"'],
    ["no JSON", `{"a":"${secret}"`],
    ["single quotes", "{'a':1}"],
    ["a comment", '{"a":1} // fine'],
    ["two values", '{"a":1}{"a":2}'],
    ["a comma too many", '{"a":1,}'],
    ["a byte order mark", '\ufeff{"a":1}'],
    ["NaN", '{"a":NaN}'],
    ["a no-break space", "\u00a0"],
    ["a key twice", `{"a":"${secret}","a":2}`],
    ["a key twice, escaped", '{"a":1,"\\u0061":2}'],
    ["a key twice, both escaped", '{"\\u0061":1,"\\u0061":2}'],
    ["a key twice, the escape in the middle", '{"amount":1,"am\\u006funt":2}'],
    ["a key twice with the same value", '{"a":1,"a":1}'],
    ["a key three times", '{"a":1,"a":1,"a":1}'],
    ["the empty key twice", '{"":1,"":2}'],
    ["a number as key twice", '{"1":1,"1":2}'],
    ["a key twice with spaces", '{ "a" : 1 , "a" : 2 }'],
    ["a key twice further in", '{"a":{"b":[{"c":1,"c":2}]}}'],
    ["a key twice among colons in strings", '{"a:":"::","b":"\\":","a:":":"}'],
    ["a key twice behind a backslash", '{"a\\\\":1,"a\\u005c":2}'],
    ["an object twice, which hides keys", '{"a":{"b":1,"c":2},"a":{"d":1}}'],
    ["__proto__", '{"__proto__":{"a":1}}'],
    ["__proto__, escaped", '{"\\u005f_proto__":{"a":1}}'],
    ["__proto__ further in", '{"a":[{"__proto__":1}]}'],
    ["__proto__ twice", '{"__proto__":1,"__proto__":2}'],
    ["1e999", '{"a":1e999}'],
    ["-1e999", '{"a":[-1e999]}'],
    ["2^53", '{"a":9007199254740992}'],
    ["2^53 + 1, which JSON.parse rounds", '{"a":9007199254740993}'],
    ["2^53 as 9.007199254740992e15", '{"a":9.007199254740992e15}'],
    ["-0", '{"a":-0}'],
    ["-0.0", '{"a":-0.0}'],
    ["a number that becomes -0", '{"a":-1e-999}'],
    ["65 levels", deep(65)],
    ["64 levels and a list", deep(64).replace("{}", '{"a":[]}')],
    ["100,000 lists", `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["100,000 open lists", "[".repeat(100_000)],
    ["1 MiB and a byte", `{"a":"${"x".repeat(1024 * 1024 - 7)}"}`],
    ["1 MiB and a byte as UTF-8", `{"a":"${"é".repeat(512 * 1024 - 3)}x"}`],
    ["blanks of 1 MiB and a byte", " ".repeat(1024 * 1024 + 1)],
  ])("%s", (_what, args) => {
    const decision = decide(args);
    expect(decision).toMatchObject({ allowed: false, code: "malformed-arguments" });
    expect(decision.reason).not.toContain(secret);
    expect(decision.reason.length).toBeLessThan(500);
  });
});
