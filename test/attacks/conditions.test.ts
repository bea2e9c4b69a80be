// Conditions against arguments that are made to get past them, or to keep them busy.

import { describe, expect, test } from "vitest";
import type { Subject } from "../../compiler/conditions/checking.js";
import { noDefinitions } from "../../compiler/tools/argument-type.js";
import { answerOf, conditionOf } from "../conditions/condition-of.js";
import { shop } from "../conditions/shop.js";

/** A tool of which nothing is known: so nothing but the condition itself looks at the arguments. */
const unknown: Subject = { tool: "any", parameters: null, definitions: noDefinitions, facts: null };

const answer = (condition: string, args: unknown) =>
  // INVARIANT: what these arguments are is up to the test.
  answerOf(conditionOf(condition, unknown), { args: args as object });

describe("names that every object has are in no arguments", () => {
  test.each(["constructor", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf"])(
    "%s",
    (name) => {
      expect(answer(`has(args.${name})`, {})).toBe(false);
      expect(answer(`"${name}" in args`, {})).toBe(false);
      expect(answer(`"${name}" in args.map`, { map: {} })).toBe(false);
      expect(answer(`args.${name} != "x"`, {})).toBe("error");
      expect(answer(`args["${name}"] != "x"`, {})).toBe("error");
      expect(answer(`args.map[args.key] != "x"`, { map: {}, key: name })).toBe("error");
    },
  );

  test("__proto__", () => {
    expect(answer('"__proto__" in args', {})).toBe(false);
    expect(answer('args["__proto__"] != "x"', {})).toBe("error");
    expect(conditionOf("args.__proto__ == 1", unknown).code).not.toContain(".__proto__");
  });

  test("and lists have items, not a length or methods", () => {
    expect(answer("args.list.length == 1", { list: [1] })).toBe("error");
    expect(answer("has(args.list.length)", { list: [1] })).toBe("error");
    expect(answer('args.list["0"] == 1', { list: [1] })).toBe("error");
    expect(answer("args.text.length == 1", { text: "a" })).toBe("error");
  });
});

describe("a value of another type is no answer", () => {
  const odd: readonly unknown[] = [null, "5", "", true, [], [5], {}, { valueOf: 5 }, Number.NaN];
  test.each(odd)("%j where a number is compared", (amount) => {
    expect(answer("args.amount <= 5", { amount })).toBe("error");
    expect(answer("!(args.amount > 5)", { amount })).toBe("error");
    expect(answer("double(args.amount) <= 5.0", { amount })).toBe("error");
  });
  test.each(odd)("%j where a boolean is", (flag) => {
    const expected = flag === true ? true : "error";
    expect(answer("args.flag", { flag })).toBe(expected);
    expect(answer("args.flag || args.flag", { flag })).toBe(expected);
    expect(answer("args.flag ? true : true", { flag })).toBe(expected);
  });
  test.each([null, 5, [], ["ord_1"], { length: 5 }, true])("%j where a text is", (text) => {
    expect(answer('args.text.startsWith("ord_")', { text })).toBe("error");
    expect(answer('args.text.matches("^ord_")', { text })).toBe("error");
    expect(answer('args.text.contains("")', { text })).toBe("error");
  });
});

describe("an argument that may be a text or a number is in no order", () => {
  test.each([
    "args.ref <= 5",
    "5 > args.ref",
    "args.ref < args.ref",
    'args.ref >= "a"',
    "args.amount < args.ref",
    "args.ref <= args.any",
    "[args.id, args.coupon == null ? args.id : args.coupon].all(x, x < args.ref)",
  ])("%s", (condition) => {
    const { findings } = conditionOf(condition, shop);
    expect(findings).toContain(
      "SC8003 this is a string or an integer, and only values of one type have an order",
    );
  });

  test("though an integer or another number is, and what may be null", () => {
    const compiled = conditionOf('[1, 2.5].all(x, x < 3) && args.coupon < "b"', shop);
    expect(answerOf(compiled, { args: { coupon: "a" } })).toBe(true);
    expect(answerOf(compiled, { args: { coupon: null } })).toBe("error");
  });
});

describe("text is what it is", () => {
  test.each([
    ['args.t == "admin"', "Admin", false],
    ['args.t == "admin"', "admin ", false],
    ['args.t == "admin"', "аdmin", false],
    ['args.t == "é"', "e\u0301", false],
    ['args.t.matches("^[a-z]+$")', "admin\n", false],
    ['args.t.matches("^[a-z]+$")', "admin\nx", false],
    ['args.t.matches("^a.c$")', "a\nc", false],
    ['args.t.endsWith("@corp.com")', "x@corp.com\u0000", false],
    ["size(args.t) == 1", "😀", true],
    ["size(args.t) == 2", "e\u0301", true],
    ["size(args.t) == 1", "\ud83d", true],
  ])("%s of %j: %s", (condition, t, expected) => {
    expect(answer(condition, { t })).toBe(expected);
  });
});

describe("no arguments make a condition much work", () => {
  const many = Array.from({ length: 100_000 }, (_, index) => index);
  const long = "a".repeat(400_000);
  const named = Object.fromEntries(many.map((place) => [`k${place}`, place]));
  test.each([
    ["lists within lists", "args.a.all(x, args.a.exists(y, int(x) + 1 == int(y)))", { a: many }],
    ["a list in a list", "args.a.all(x, int(x) + 1 in args.a || true)", { a: many }],
    [
      "one text many times",
      "args.a.all(x, !args.t.contains(args.u))",
      { a: many, t: long, u: "b" },
    ],
    [
      "a long part that is nearly there everywhere",
      "args.t.contains(args.u)",
      { t: `${long}é😀`, u: `${"a".repeat(100_000)}b${"a".repeat(100_000)}` },
    ],
    ["equal texts", "args.a.all(x, args.t == args.u)", { a: many, t: long, u: `${long}` }],
    ["names in an object", "args.a.all(x, size(args.o) > 5)", { a: many, o: named }],
    [
      "times",
      "args.a.all(x, args.a.all(y, timestamp(args.t) > now))",
      { a: many, t: "2026-01-31T12:00:00Z" },
    ],
    ["equal lists", "args.a.all(x, args.a == args.b)", { a: many, b: [...many] }],
    [
      "longer and longer texts",
      "args.a.map(x, string(args.t) + string(args.t)).all(t, t.size() > 0)",
      { a: many, t: long },
    ],
    [
      "many questions about each item",
      `args.a.all(x, ${new Array(60).fill("x >= 0").join(" && ")})`,
      { a: many },
    ],
    ["patterns", 'args.a.all(x, !args.t.matches("b$"))', { a: many, t: long }],
    [
      "a pattern with many ways through no text",
      'args.a.all(x, !args.t.matches("^(?:|){12}b"))',
      { a: many, t: "" },
    ],
    [
      "lists put together",
      "args.a.all(x, size(args.a.filter(y, true) + args.a.filter(y, true)) > 0)",
      { a: many },
    ],
  ])("%s", (_, condition, args) => {
    const compiled = conditionOf(condition, unknown);
    expect(compiled.findings).toEqual([]);
    expect(answerOf(compiled, { args })).toBe("error");
    // What one call has spent is not missing to the next.
    expect(answerOf(compiled, { args: { a: [], t: "", u: "", b: [] } })).not.toBe("refused");
  });

  test("and what is much, but not too much, is answered", () => {
    expect(answer("args.a.all(x, x >= 0)", { a: many })).toBe(true);
    expect(answer("args.t.contains('b') || args.t.size() > 5", { t: long })).toBe(true);
  });
});
