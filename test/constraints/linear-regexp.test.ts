// Which patterns are accepted, that these mean what RE2 reads in them, and that none can be made slow.

import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { linearRegExp } from "../../compiler/constraints/linear-regexp.js";

function compiled(written: string): RegExp {
  const result = linearRegExp(written);
  if (!("source" in result)) throw new Error(`${written} ${result.problem}`);
  return new RegExp(result.source, "u");
}

const accepted = [
  "ORD-[0-9]{6}",
  "[a-z]+",
  "[A-Z]{3}",
  ".{0,5}",
  ".{0,1000}",
  "\\s?x",
  "[^@\\n]+",
  "https?://[a-z.]+",
  "-?[0-9]+(\\.[0-9]+)?",
  "\\+?[0-9]{1,3}[ -]?[0-9]{4,14}",
  "[0-9]{4}-[0-9]{2}-[0-9]{2}",
  "[a-z0-9._-]{1,64}@[a-z0-9-]{1,63}\\.com",
  "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
  "[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+",
  "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}\\d{1,3}",
  "(cus_)?[a-z_]+",
  "-?[-0-9]+",
  "[a-z]+(-[a-z]+)*",
  "[a-z]+?(?:-[a-z]{2,}?)*",
  "\\b[a-z]+\\b",
  "[^/]+(/[^/]+)*",
  "(a|b|)",
  "(?:a?){8}b",
  "[\\[:]x",
  "[:a]+",
  "(a{10}){100}",
] as const;

const slow = "may take more than linear time";
const refused: readonly (readonly [pattern: string, problem: string])[] = [
  ["(a+)+", slow],
  ["x(\\w+\\s?)+y", `${slow}, because of \`(\\w+\\s?)+\``],
  ["a*a*", slow],
  ["\\S+@\\S+", slow],
  // Bounds do not help where repetitions overlap.
  ["(a{0,9}){0,9}b", `${slow}, because of \`(a{0,9}){0,9}\``],
  ["(?:\\w{0,20}){0,6}!", `${slow}, because of \`(?:\\w{0,20}){0,6}\``],
  ["(?:\\w{0,20}?){0,6}?!", `${slow}, because of \`(?:\\w{0,20}?){0,6}?\``],
  [`${"a?".repeat(24)}a{24}`, slow],
  ["(?:a?){24}b", `${slow}, because of \`(?:a?){24}\``],
  ["(?:a?){14}b", `${slow}, because of \`(?:a?){14}\``],
  [`(?:a?){13}${"x{1000}".repeat(2)}`, slow],
  // Rounds that match nothing, choices that do not grow, and a repetition that fails only at its bound.
  ["(?:a|){24}b", `${slow}, because of \`(?:a|){24}\``],
  ["(?:(?:|)b)*", slow],
  [`${"(?:a|a)".repeat(24)}b`, slow],
  ["(?:[^a]|a|b){0,50}", slow],
  // Too large for a proof.
  ["a+b".repeat(300), slow],
  ["x".repeat(2001), "is longer than 2000 characters"],
  ["a{1001}", "uses a repetition above 1000"],
  ["((a{1000}){1000}){1000}", "uses a repetition above 1000"],
  ["(?:(?:a{11})*b){100}", "uses a repetition above 1000"],
  ["[[:alpha:]", "uses `[:` inside a class"],
  ["[^x[:digit:]", "uses `[:` inside a class"],
  ["(?=a)b", "uses a lookahead"],
  ["(?<!a)b", "uses a lookbehind"],
  ["(a)\\1", "uses a backreference"],
  ["(?<name>a)", "uses a named group"],
  ["\\p{L}", "uses a Unicode property"],
  ["[]", "uses an empty class"],
  ["[\\S]", "uses `\\S` inside a class"],
  ["\\u0061", "uses the escape `\\u0061`"],
  ["[a-", "is not a regular expression: unterminated character class"],
];

test.each(accepted)("%s is accepted", (pattern) => {
  expect(linearRegExp(pattern)).toEqual({ source: expect.stringMatching(/^\^\(\?:.*\)\$$/u) });
});

test.each(refused)("%s is refused", (pattern, problem) => {
  expect(linearRegExp(pattern)).toEqual({ problem, help: expect.any(String) });
});

test("the advice is a pattern that is accepted", () => {
  const { help } = linearRegExp("(a+)+") as { readonly help: string };
  expect(compiled(/`([^`]*)`$/u.exec(help)?.[1] ?? "(").test("a-b")).toBe(true);
});

test.each([
  ["(a+)+", "'a' + 'a'.repeat(31) + '\\x00'"],
  [".*secret.*", "'secret'.repeat(22361) + '\\n'"],
])("what makes %s slow is shown", (pattern, text) => {
  expect(linearRegExp(pattern)).toMatchObject({
    help: expect.stringContaining(`it does on \`${text}\``),
  });
});

describe("text that is nearly right is answered", () => {
  // A pattern that takes quadratic time would need minutes for these, far beyond the runner's limit.
  const bait = ["a", "0", "-", ".", "a-", "a.", "0.", "cus_", "a/", " ", "ab@"];
  test.each(accepted)("%s", (pattern) => {
    const regexp = compiled(pattern);
    for (const piece of bait) {
      const text = piece.repeat(200_000);
      for (const before of ["", "a@", "-"]) {
        expect(regexp.test(`${before}${text}@//\n`)).toBe(false);
      }
    }
  });
});

describe("RE2 reads it the same", () => {
  const piece = fc.constantFrom(
    ..."aAbzx09_-.@/: +[]\n\r\t\f\v\u00a0\u017f\u212aé😀",
    "ORD-",
    "cus_",
    "http://",
    "com",
    "255.",
  );
  const short = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  test.each(accepted)("%s", (pattern) => {
    const regexp = compiled(pattern);
    const re2 = RE2JS.compile(pattern);
    // fast-check makes no text for `\b`.
    const like = pattern.includes("\\b") ? short : fc.stringMatching(regexp, { size: "-1" });
    const near = fc
      .tuple(like, piece, fc.nat(20))
      .map(([text, extra, at]) => text.slice(0, at) + extra + text.slice(at));
    fc.assert(
      fc.property(fc.oneof(short, like, near), (text) => {
        expect(regexp.test(text)).toBe(re2.matches(text));
      }),
      { numRuns: 200 },
    );
  });
});
