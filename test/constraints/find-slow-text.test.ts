// Which patterns of tools are proven to be searched in linear time, and that the text against the others is slow.

import { describe, expect, it } from "vitest";
import { findSlowText } from "../../compiler/constraints/find-slow-text.js";

const linear: readonly RegExp[] = [
  /^/u,
  /\S/u,
  /[0-9]{8}/u,
  /^a+b/u,
  /^.*$/u,
  /^[a-z]+(-[a-z]+)*$/u,
  /^(?=.*[A-Z])(?=.*\d).{8,}$/u,
  /^(?!-)[a-z0-9-]+$/u,
  /^[\w.+-]+@[\w-]+\.[\w.-]+$/u,
  // With `*` for the `?` in what repeats, too, it would not be proven.
  /^[a-z](?:[a-z-]{0,61}[a-z])?(?:\.[a-z](?:[a-z-]{0,61}[a-z])?)*$/u,
  /^-a+$/,
  /^(a|A)*$/u,
  /^.*x$/s,
];

const unproven: readonly RegExp[] = [
  /^(.*)\1$/u,
  /(?<=a)b/u,
  // Few paths lead through what stands beside the lookahead, and many through what stands in it.
  /^a(?=(a{0,30}){0,30}$)/u,
  /^(a{0,30}){0,30}$/u,
  /^a+$/m,
];

const slow: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^(a+)+$/u, "'a' + 'a'.repeat(31) + '\\x00'"],
  [/^(a|A)*$/i, "'A'.repeat(31) + '\\x00'"],
  [/^[a-z][a-z0-9-]*[a-z0-9]+$/u, "'a' + '0'.repeat(54773) + '\\x00'"],
  // One repetition without end, with two ways through it, and with one that is itself repeated.
  [/^(?:a|a)*$/u, "'a'.repeat(31) + '\\x00'"],
  [/^(a*){2}$/u, "'a'.repeat(54773) + '\\x00'"],
  // From each `a` on, all that follow are read.
  [/a+b/u, "'a'.repeat(54773) + '\\x00ab'"],
  [/^x|a+b/u, "'b' + 'a'.repeat(54773)"],
];

describe("the time of a search", () => {
  it.each(linear)("is proven to be linear for %s", ({ source, flags }) => {
    expect(findSlowText(source, flags)).toBeUndefined();
  });

  it.each(unproven)("is not proven for %s, of which nothing is known", ({ source, flags }) => {
    expect(findSlowText(source, flags)).toBeUndefined();
  });

  it.each(slow)("is more than that for %s", ({ source, flags }, text) => {
    expect(findSlowText(source, flags)).toBe(text);
  });
});
