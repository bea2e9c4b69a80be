// Which patterns of tools are proven to be searched in linear time, and that the text against the others is slow.

import { describe, expect, it } from "vitest";
import { findSlowText } from "../../compiler/constraints/find-slow-text.js";
import { parseAs } from "../../compiler/constraints/regexp-syntax.js";
import { searchSteps } from "../../compiler/constraints/search-steps.js";

const isLinear = ({ source, flags }: RegExp): boolean =>
  searchSteps(parseAs(flags, source), flags) !== null;

const linear: readonly RegExp[] = [
  /^/u,
  /\S/u,
  /[0-9]{8}/u,
  /^a+b/u,
  /^.*$/u,
  /^[a-z]+(-[a-z]+)*$/u,
  /^(?=.*[A-Z])(?=.*\d).{8,}$/u,
  /^(?=.*a)(?=[^b]+$)/u,
  /^(?=.*a)/u,
  /^(?!-)[a-z0-9-]+$/u,
  /^[\w.+-]+@[\w-]+\.[\w.-]+$/u,
  /^-a+$/,
  /^(a|A)*$/u,
  /^.*x$/s,
  /x|y/u,
  /\ba+b/u,
];

const unproven: readonly RegExp[] = [
  /^(?<=a)b/u,
  /(?<=a)b/u,
  /^(?=a(?=b)).*c/u,
  // Few paths lead through what stands beside the lookahead, and many through what stands in it.
  /^a(?=(a{0,30}){0,30}$)/u,
  /^(?=(a+)+$)b/u,
  /^(?=(a+)+$)/u,
  /^(?:(?=a)b)c/u,
  /^(?=.*a)(b+)+$/u,
  /^a(?=.*b)c/u,
  // Slow behind what is always found at once.
  /|(a+)+$/u,
];

/** Of which nothing is known: a text with `m`, a word that comes again, and what the parser has not heard of. */
const unknown: readonly (readonly [source: string, flags: string])[] = [
  ["^(a+)+$", "m"],
  ["(a+)+\\1$", "u"],
  ["(?<=(a+)+)b", "u"],
  ["(?<a>a+)+(", "u"],
];

const slow: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^(a+)+$/u, '"a".repeat(32) + "\\u0000"'],
  [/^(a|A)*$/i, '"A".repeat(32) + "\\u0000"'],
  [/^(.|\n)*x$/s, '"\\u0000" + "\\n".repeat(31) + "\\u0000"'],
  [/^[a-z][a-z0-9-]*[a-z0-9]+$/u, '"a" + "0".repeat(54773) + "\\u0000"'],
  // One repetition without end, with two ways through it, and with one that is itself repeated.
  [/^(?:a|a)*$/u, '"a".repeat(32) + "\\u0000"'],
  [/^(a*){2}$/u, '"a".repeat(54774) + "\\u0000"'],
  // From each `a` on, all that follow are read.
  [/a+b/u, '"a".repeat(54773) + "\\u0000"'],
  [/^x|a+b/u, '"b" + "a".repeat(54773) + "\\u0000"'],
  // Slow for a while only, until a bound is reached: in the middle of a text, or whatever the case.
  [/x(a{1,9}){1,9}y/u, '"xa" + "a".repeat(256) + "\\u0000"'],
  [/^(?:a|A){0,40}b/i, '"A".repeat(257) + "\\u0000"'],
];

describe("the time of a search", () => {
  it.each(linear)("is proven to be linear for %s", (pattern) => {
    expect(isLinear(pattern)).toBe(true);
    expect(findSlowText(pattern.source, pattern.flags)).toBeUndefined();
  });

  it.each(unproven)("is not proven for %s, of which nothing is said", (pattern) => {
    expect(isLinear(pattern)).toBe(false);
    expect(findSlowText(pattern.source, pattern.flags)).toBeUndefined();
  });

  it("is linear for what is empty, and for marks that mean nothing where no flag forbids them", () => {
    expect(searchSteps(parseAs("u", ""), "u")).not.toBeNull();
    expect(searchSteps(parseAs("", "^a{,5}$"), "")).not.toBeNull();
    expect(findSlowText("^(a+)+{,5}$", "")).toBe('"a".repeat(32) + "\\u0000"');
  });

  it.each(unknown)("is not known for %s with %s", (source, flags) => {
    expect(findSlowText(source, flags)).toBeUndefined();
  });

  it.each(slow)("is more than that for %s", (pattern, text) => {
    expect(isLinear(pattern)).toBe(false);
    expect(findSlowText(pattern.source, pattern.flags)).toBe(text);
  });
});
