// What can be counted in a pattern, and which patterns are known to be linear by counting alone.

import { expect, test } from "vitest";
import { isPlainlyLinear } from "../../compiler/constraints/is-plainly-linear.js";
import {
  canBeEmpty,
  countPaths,
  countRounds,
  sizeOf,
} from "../../compiler/constraints/pattern-measures.js";
import { parseRegExp, quantifiersIn } from "../../compiler/constraints/regexp-syntax.js";

test.each([
  ["", 1],
  ["abc", 1],
  ["a|b|", 3],
  ["(a|b)(?:c|d)", 4],
  ["^a$", 1],
  ["a?", 2],
  ["a{2,5}", 4],
  ["(a|b){3}", 8],
  ["(a|b){0,2}", 7],
  ["(a?){2}", 4],
  // As many rounds as must be, however many may follow.
  ["a*", 1],
  ["(a|b)+", 2],
  ["(a|b){2,}", 4],
])("there are ways through %s", (source, ways) => {
  expect(countPaths(parseRegExp(source))).toBe(ways);
});

test.each([
  ["", 0],
  ["abc", 3],
  ["^[a-z]$", 1],
  ["ab|c", 3],
  ["(ab){3}", 6],
  ["a?", 11],
  ["(ab){2,4}", 28],
  ["a*", 11],
  ["a+", 12],
  ["(ab){3,}", 18],
])("the size of %s", (source, size) => {
  expect(sizeOf(parseRegExp(source))).toBe(size);
});

test.each([
  ["", true],
  ["a", false],
  ["a|", true],
  ["a?b?", true],
  ["a?b", false],
  ["^\\b$", true],
  ["a*", true],
  ["a+", false],
  ["(a?)+", true],
])("whether %s can be empty", (source, isEmpty) => {
  expect(canBeEmpty(parseRegExp(source))).toBe(isEmpty);
});

test.each([
  ["a{7}", 7],
  ["a{2,7}", 7],
  ["(?:a{3})?", 3],
  ["(a{3}b){4}", 12],
  // An endless one counts as often as it must be, and once at least.
  ["(?:(?:a{3})*){4}", 12],
  ["(?:a{3}){5,}", 15],
  ["(?:a{3}){0}", 3],
])("the rounds of the innermost repetition of %s", (source, rounds) => {
  const [innermost = null] = quantifiersIn(parseRegExp(source));
  expect(countRounds(innermost)).toBe(rounds);
});

const digits = "(?:0|1|2|3|4|5|6|7|8|9)";

test.each([
  // Ten thousand ways, and as many steps as there may be.
  `${digits}{4}`,
  `${digits}{3}${"x{1000}".repeat(9)}x{970}`,
  "[a-z]+",
  "cus_[a-z0-9]*!",
  "(a|b)c*",
  "(?:[a-z]+)?",
  "(?:a*){1}",
  "(?:ab*c|d?)e{2}",
  // A thousand steps for each character of a text.
  "a+b{988}",
])("%s is known to be linear without a proof", (source) => {
  expect(isPlainlyLinear(parseRegExp(source))).toBe(true);
});

test.each([
  `${digits}{4}|x`,
  `${digits}{3}${"x{1000}".repeat(9)}x{971}`,
  `(?:a?){13}${"x{1000}".repeat(2)}`,
  // Two loops; one that has two ways through it; one within rounds; one after too many ways.
  "a*b*",
  "(?:a|b)*",
  "(?:xa*){2}",
  "(?:xa*){1,2}",
  "(?:x(?:ya*)){3}",
  "(?:a|b|c){5}c*",
  "a+b{989}",
])("%s asks for a proof", (source) => {
  expect(isPlainlyLinear(parseRegExp(source))).toBe(false);
});
