// What was checked is what runs: odd but plain data comes through as it is, and nothing can change it afterwards.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import { argumentSchema, definePolicies } from "@authensor/safeclaw-runtime/policy";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { decide, fail, nested, own } from "./any-tool.js";

describe("what looks odd and is plain data", () => {
  const cases: readonly (readonly [what: string, args: unknown, read: object])[] = [
    ["no text", "", {}],
    ["blank text", " \t\r\n", {}],
    ["colons in strings", '{"a:b":"c:d\\":","e":"f"}', { "a:b": 'c:d":', e: "f" }],
    [
      "a key once at each level",
      '{"a":{"a":{"a":[{"a":1},{"a":2}]}}}',
      { a: { a: { a: [{ a: 1 }, { a: 2 }] } } },
    ],
    [
      "keys of Object.prototype",
      '{"constructor":1,"toString":null}',
      { constructor: 1, toString: null },
    ],
    ["the largest integer", '{"a":9007199254740991}', { a: 9007199254740991 }],
    ["half of a surrogate pair", { a: "\ud800" }, { a: "\ud800" }],
    ["no prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    [
      "one object in two places",
      ((part) => ({ a: part, b: [part] }))({ c: 1 }),
      { a: { c: 1 }, b: [{ c: 1 }] },
    ],
    ["hidden properties", own("b", { value: fail, enumerable: false }, { a: 1 }), { a: 1 }],
    ["64 levels", nested(63, {}), nested(63, {})],
    ["exactly 1 MiB", `{"a":"${"x".repeat(1024 * 1024 - 8)}"}`, { a: "x".repeat(1024 * 1024 - 8) }],
    [
      "exactly 1 MiB, parsed",
      { a: "x".repeat(1024 * 1024 - 8) },
      { a: "x".repeat(1024 * 1024 - 8) },
    ],
  ];
  for (const [what, args, read] of cases) {
    test(what, () => {
      expect(decide(args).args).toEqual(read);
    });
  }
});

describe("what was checked is what runs", () => {
  test("a proxy that answers differently each time is read once", () => {
    const limited = definePolicies<{ readonly pay: { amount: number } }, false>({
      tools: [{ name: "pay", arguments: argumentSchema(z, z.looseObject({ amount: z.number() })) }],
      policies: [
        {
          name: "p",
          digest: "sha256:p",
          assistants: [],
          actions: [
            {
              rule: "p/pay",
              line: 1,
              tool: "pay",
              effect: "allow",
              constraints: [
                {
                  rule: "p/pay/max_amount",
                  line: 2,
                  path: "amount",
                  text: "amount must be at most 100",
                  holds: (args) => Number(Reflect.get(args, "amount")) <= 100,
                },
              ],
            },
          ],
        },
      ],
    });
    for (let honest = 0; honest < 20; honest += 1) {
      let looks = 0;
      const value = () => (looks++ < honest ? 1 : 1_000_000);
      const shifty = new Proxy(
        { amount: 1 },
        {
          get: value,
          getOwnPropertyDescriptor: (target, key) => ({
            ...Reflect.getOwnPropertyDescriptor(target, key),
            value: value(),
          }),
        },
      );
      const decision = new SafeClaw(limited, { audit: false }).evaluate("pay", shifty);
      if (decision.allowed) expect([decision.args.amount, decision.args.amount]).toEqual([1, 1]);
    }
  });

  test("what the caller changes afterwards changes nothing", () => {
    const args = { list: [{ amount: 1 }], to: { name: "a" } };
    const decision = decide(args);
    args.list[0] = { amount: 1_000_000 };
    args.to.name = "b";
    expect(decision.args).toEqual({ list: [{ amount: 1 }], to: { name: "a" } });
    expect(() => Object.assign(Object(decision.args), { more: 1 })).toThrow(TypeError);
  });

  describe("in a process whose Object.prototype was polluted", () => {
    afterEach(() => {
      Reflect.deleteProperty(Object.prototype, "polluted");
    });

    test("calls are decided as ever", () => {
      Object.defineProperty(Object.prototype, "polluted", {
        value: 1,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      for (const args of [{ a: { b: 1 } }, '{"a":{"b":1}}']) {
        const decision = decide(args);
        expect(decision.allowed).toBe(true);
        expect(Object.keys(Object(decision.args))).toEqual(["a"]);
      }
      expect(decide('{"a":1,"a":2}').code).toBe("malformed-arguments");
    });
  });
});

describe("a denial says where", () => {
  const cases: readonly (readonly [args: unknown, path: string | null])[] = [
    ["{", null],
    [{ filter: { list: [1, Number.NaN] } }, "filter.list.1"],
    [{ filter: own("date", { get: fail }) }, "filter.date"],
    ['{"filter":{"list":[0,1e999]}}', "filter.list.1"],
    ['{"filter":[{},{"a":1,"b":{"c":[]},"\\u0061":2}]}', "filter.1.a"],
    ['{"a":{"b":1},"c":[[1,2],{"d":":","d":2}]}', "c.1.d"],
    ['{"a":1,"b":{"__proto__":1}}', "b.__proto__"],
  ];
  for (const [args, path] of cases) {
    test(String(path), () => {
      const decision = decide(args);
      expect(decision.path).toBe(path);
      if (path !== null) expect(decision.reason).toContain(path);
    });
  }

  test("in few words, however long the keys are", () => {
    const decision = decide(nested(60, { ["k".repeat(10_000)]: Number.NaN }));
    expect(decision.path?.length).toBeLessThan(300);
    const long = decide({ ["k".repeat(10_000)]: Number.NaN });
    expect(long.path?.length).toBeLessThan(100);
  });
});
