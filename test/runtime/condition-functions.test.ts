// What the functions that compiled conditions call answer, one by one, and what they refuse to answer.

import { cel, type Operand, type Term } from "@authensor/safeclaw-runtime/conditions";
import { describe, expect, test } from "vitest";

const input = {
  args: { n: 5, s: "abc", list: [1, 2], o: { a: 1, b: "x" }, none: null, deep: { a: { b: 2 } } },
  facts: { order: { total: 7 } },
  assistant: { id: "asst_1", policy: "p" },
  now: 1_767_225_600_123,
};
const arg = (name: string): Term => cel.read("args", name);
const x: Term = cel.read("x");

/** Makes a term of values that come with the call; one that stands in the condition may be read earlier. */
const given = <Value>(value: Value): Term<Value> => (() => value) satisfies Term<Value>;

/** Within a list of one, so that `x` is this value. */
const withX = (value: unknown, body: Operand<unknown>) => cel.map("x", [value], body);

const emoji = "😀";

describe("answers", () => {
  test.each<[string, () => Term, unknown]>([
    ["an argument", () => arg("n"), 5],
    ["an argument of an argument", () => cel.read("args", "deep", "a", "b"), 2],
    ["a fact", () => cel.read("facts", "order", "total"), 7],
    ["who asks", () => cel.read("assistant", "policy"), "p"],
    ["a variable", () => withX(3, x), [3]],
    ["the variable around", () => cel.map("y", [1], withX(3, cel.read("y"))), [[1]]],
    ["the inner of two", () => withX(1, withX(2, x)), [[2]]],
    ["a field", () => cel.field(given({ a: 1 }), "a"), 1],
    ["an entry", () => cel.entry(given({ a: 1 }), given("a")), 1],
    ["the first item", () => cel.item(given([7, 8]), 0), 7],
    ["the last item", () => cel.item(given([7, 8]), given(1)), 8],
    ["what is there", () => cel.has(given({ a: null }), "a"), true],
    ["what is not", () => cel.has(given({ a: null }), "toString"), false],
    ["objects alike", () => cel.equal({ a: 1, b: 2 }, given({ b: 2, a: 1 })), true],
    ["another value", () => cel.equal({ a: 1, b: 2 }, given({ a: 1, b: 3 })), false],
    ["another key", () => cel.equal({ a: 1, b: 2 }, given({ a: 1, c: 2 })), false],
    ["a key more", () => cel.equal({ a: 1 }, given({ a: 1, b: 2 })), false],
    ["a key less", () => cel.equal({ a: 1, b: 2 }, given({ a: 1 })), false],
    ["an inherited key", () => cel.equal({ toString: 1 }, given({ b: 1 })), false],
    ["no object", () => cel.equal({}, given("")), false],
    ["a list", () => cel.equal({}, given([])), false],
    ["null and an object", () => cel.equal(null, given({})), false],
    ["a list and a text", () => cel.equal(["a"], given("a")), false],
    ["a longer list", () => cel.equal([1], given([1, 2])), false],
    ["unlike texts", () => cel.unequal("ab", given("ac")), true],
    ["a text and a number", () => cel.equal("5", given(5)), false],
    ["unknowns alike", () => cel.equalAlike(given([1]), given([1])), true],
    ["unknowns that differ", () => cel.unequalAlike(given(1), given(2)), true],
    ["unknowns that do not", () => cel.unequalAlike(given(1), given(1)), false],
    ["null and anything", () => cel.equalAlike(given(null), given("a")), false],
    ["anything and null", () => cel.equalAlike(given("a"), given(null)), false],
    ["null among unknowns", () => cel.isInAlike(given(null), given([1, null])), true],
    ["false before true", () => cel.less(given(false), true), true],
    ["times in order", () => cel.less(given(1n), 2n), true],
    ["2 before 10", () => cel.less(given(2), 10), true],
    ["a text before a longer one", () => cel.less(given("a"), "ab"), true],
    ["a text after a shorter one", () => cel.greater(given("ab"), "a"), true],
    ["no more", () => cel.lessOrEqual(given(3), 2), false],
    ["no less", () => cel.greaterOrEqual(given(2), 3), false],
    ["neither of two", () => cel.or(given(false), false), false],
    ["an end that is a beginning", () => cel.endsWith(given("ab"), "a"), false],
    ["a text as a text", () => cel.lessOrEqual(given("10"), "2"), true],
    ["code points in order", () => cel.less(given("\uffff"), emoji), true],
    ["the first of two units", () => cel.less(given("\ue000"), "\ud800\udc00"), true],
    ["what is below them", () => cel.less(given("\ud7ff"), "\ue000"), true],
    ["letters in order", () => cel.less(given("é"), "z"), false],
    ["a sum of texts", () => cel.concat(given("a"), "b"), "ab"],
    ["characters", () => cel.size(given(`a${emoji}\uffffb`)), 4],
    ["entries", () => cel.size(given({ a: 1, b: 2 })), 2],
    ["items", () => cel.size(given([1, 2, 3])), 3],
    [
      "a place",
      () => cel.all("x", given([7, 8]), cel.less(cel.asInt(cel.read("i")), 2), "i"),
      true,
    ],
    ["a place that is not asked for", () => withX(1, cel.read("args", "n")), [5]],
    [
      "the number of the place",
      () => cel.exists("x", [7, 8], cel.equal(cel.read("i"), 1), "i"),
      true,
    ],
    ["lists in a row", () => cel.concatLists(given([1]), [2]), [1, 2]],
    ["a quotient", () => cel.divide("int", given(-7), 2), -3],
    ["a fraction", () => cel.divide("double", given(-7), 2), -3.5],
    ["a rest", () => cel.remainder(given(-7), 2), -1],
    ["a total", () => cel.sum("double", given([0.5, 1])), 1.5],
    ["no total", () => cel.sum("int", given([])), 0],
    ["the whole of it", () => cel.toInt(given(-2.9)), -2],
    ["a text of a number", () => cel.toText(given(12)), "12"],
    ["a day later", () => cel.add("timestamp", given(1n), 86_400n), 86_401n],
    ["now", () => cel.now, 1_767_225_600_123_000_000n],
    ["the epoch", () => cel.timestamp(given("1970-01-01T00:00:00Z")), 0n],
    ["nanoseconds", () => cel.timestamp(given("1970-01-01T00:00:01.000000002Z")), 1_000_000_002n],
    ["the first time", () => cel.timestamp("0001-01-01T00:00:00Z"), -62_135_596_800_000_000_000n],
    ["hours and minutes", () => cel.duration(given("1h2m")), 3_720_000_000_000n],
    ["seconds", () => cel.duration(given("-1.5s")), -1_500_000_000n],
    ["a part of a second", () => cel.duration("+.25s"), 250_000_000n],
    ["whole seconds with a point", () => cel.duration("2.s"), 2_000_000_000n],
    ["milliseconds", () => cel.duration("3ms"), 3_000_000n],
    ["microseconds", () => cel.duration("4us"), 4000n],
    ["microseconds in Greek", () => cel.duration("4µs"), 4000n],
    ["nanoseconds by name", () => cel.duration("12ns"), 12n],
    ["no time at all", () => cel.duration("0"), 0n],
    ["a duration as long as can be written", () => cel.duration(`${"0".repeat(127)}h`), 0n],
    ["milliseconds after 1970", () => cel.partOf("getMilliseconds", given(1_999_999n)), 1],
    ["milliseconds before 1970", () => cel.partOf("getMilliseconds", given(-1n)), 999],
    ["seconds before 1970", () => cel.partOf("getSeconds", given(-1_000_001n)), 59],
    ["a whole second before 1970", () => cel.partOf("getSeconds", given(-1_000_000_000n)), 59],
  ])("%s", (_, make, expected) => expect(make()(input, null)).toEqual(expected));
});

describe("refuses", () => {
  test.each<[string, () => Term]>([
    ["nope is not there", () => arg("nope")],
    ["toString is not there", () => arg("toString")],
    ["a is not there", () => cel.read("args", "none", "a")],
    ["length is not there", () => cel.read("args", "list", "length")],
    ["there is no x", () => cel.map("y", [1], x)],
    ["there is no x", () => x],
    ["b is not there", () => cel.field(given({ a: 1 }), "b")],
    ["b is not there", () => cel.entry(given({ a: 1 }), given("b"))],
    ["there is no item 2", () => cel.item(given([7, 8]), 2)],
    ["there is no item -1", () => cel.item(given([7, 8]), given(-1))],
    ["there is no item 0.5", () => cel.item(given([7, 8]), given(0.5))],
    ["it is no object", () => cel.has(given([1]), "length")],
    ["it compares values of unlike types", () => cel.equalAlike(given(1), given("1"))],
    ["it compares values of unlike types", () => cel.unequalAlike(given([]), given({}))],
    ["it compares values of unlike types", () => cel.isInAlike(given(1), given(["1"]))],
    ["a value is not an integer", () => cel.asInt(given(0.5))],
    ["a value is not an integer", () => cel.asInt(given("1"))],
    ["a value is not a number", () => cel.asDouble(given(Number.NaN))],
    ["a value is not a string", () => cel.asString(given(1))],
    ["a value is not true or false", () => cel.asBool(given(1))],
    ["a value is not a list", () => cel.asList(given({ length: 0 }))],
    ["a value is not an object", () => cel.asMap(given([]))],
    ["a value is not a time", () => cel.asTime(given(1))],
    ["it has no size", () => cel.size(given(1))],
    ["it divides by zero", () => cel.divide("int", given(1), 0)],
    ["it divides by zero", () => cel.divide("double", given(1), given(0))],
    ["it divides by zero", () => cel.remainder(given(1), 0)],
    ["an integer is too large", () => cel.multiply("int", given(2 ** 52), 2)],
    ["a number is not finite", () => cel.multiply("double", given(1e300), 1e10)],
    ["this is no number", () => cel.sum("int", given(["1"]))],
    ["an integer is too large", () => cel.sum("int", given([0.5]))],
    [
      "a timestamp is out of range",
      () => cel.add("timestamp", given(253_402_300_799_999_999_999n), 1n),
    ],
    [
      "a timestamp is out of range",
      () => cel.subtract("timestamp", given(-62_135_596_800_000_000_000n), 1n),
    ],
    ["a duration is out of range", () => cel.add("duration", given(2n ** 63n - 1n), 1n)],
    ["a text is no timestamp", () => cel.timestamp(given("2026-01-01"))],
    ["a text is no timestamp", () => cel.timestamp(given("2026-02-30T00:00:00Z"))],
    ["a text is no duration", () => cel.duration(given("x1h"))],
    ["a text is no duration", () => cel.duration(given("1h "))],
    ["a text is no duration", () => cel.duration(given("1.xh"))],
    ["a text is no duration", () => cel.duration(given(".h"))],
    ["a text is no duration", () => cel.duration(given(""))],
    ["a text is no duration", () => cel.duration(given(`${"0".repeat(128)}h`))],
  ])("%s", (why, make) => {
    expect(() => make()(input, null)).toThrow(`this condition cannot be decided: ${why}`);
  });

  test.each(["g", "y", "gy"])("a pattern that remembers where it was: %s", (flags) => {
    expect(() => cel.matches("a", new RegExp("a", `u${flags}`))).toThrow("flag g or y");
  });
});

describe("a condition is so much work and no more", () => {
  /** 5,000 of what is a thousand units of work are all that a condition may be. */
  const most = 5000;
  const text = (units: number) => "a".repeat(units * 16);
  const no = (term: Term) => cel.unequal(term, 0);

  const decide = (item: unknown, isSo: Term<boolean>, count: number) =>
    cel.condition(cel.all("x", given(new Array(count).fill(item)), isSo))(input);
  const asText = cel.asString(x);
  const asList = cel.asList(x);

  test.each<[string, unknown, () => Term<boolean>]>([
    ["matching a text", "a".repeat(998), () => cel.matches(asText, /a/u)],
    ["matching what takes longer", "a".repeat(332), () => cel.matches(asText, /a/u, 3)],
    ["counting characters", "a".repeat(997), () => cel.greater(cel.size(asText), 0)],
    ["the beginning of a text", text(994), () => cel.startsWith(asText, "aaaa")],
    ["its end", text(994), () => cel.endsWith(asText, "aaaa")],
    ["what is in it", text(497), () => cel.contains(asText, "aaaa")],
    ["texts that may be equal", text(997), () => cel.equal(x, given(text(997)))],
    ["texts in order", text(998), () => cel.less(asText, `b${text(2000)}`)],
    ["texts in order the other way", text(998), () => cel.greater(`b${text(2000)}`, asText)],
    ["a longer text", text(997), () => no(cel.concat(asText, ""))],
    ["a longer list", new Array(997).fill(0), () => no(cel.concatLists(asList, []))],
    ["a total", new Array(998).fill(0), () => cel.lessOrEqual(cel.sum("int", asList), 0)],
  ])("%s", (_, item, make) => {
    expect(decide(item, make(), most)).toBe(true);
    expect(() => decide(item, make(), most + 1)).toThrow("it is too much work");
    expect(decide(item, make(), most)).toBe(true);
  });

  test.each<[string, () => Term<boolean>]>([
    ["texts of different lengths", () => cel.unequal(x, given("a"))],
    ["a text and a number", () => cel.unequal(x, given(1))],
    ["a text and a list of as many items", () => cel.unequal(x, given(new Array(16_000)))],
  ])("which it is not to compare %s", (_, make) => {
    expect(decide(text(1000), make(), most + 1)).toBe(true);
  });
});
