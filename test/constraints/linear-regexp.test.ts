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
  "[[\\-:]x",
  "[\\sx]+",
  "[\\D]x",
  "[\\W]x",
  "(a{10}){100}",
  // Too many ways through what is optional, unless it is taken for any number.
  `\\d${"-?\\d".repeat(15)}`,
  // With `*` for a bound, what follows it could be read in two ways.
  "a{1,3}a*b*",
  "(?:a?){3}b*c*",
  "[a-z](?:[a-z-]{0,61}[a-z])?(?:\\.[a-z](?:[a-z-]{0,61}[a-z])?)*",
] as const;

/** So many characters, each of them a way of its own. */
const choice = (ways: number) =>
  `(?:${Array.from({ length: ways }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("|")})`;

/** Patterns as large as they may be, and such as are a little larger. */
const limits: readonly (readonly [just: string, tooMuch: string])[] = [
  ["x".repeat(2000), "x".repeat(2001)],
  ["a{1000}", "a{1001}"],
  ["(a{10}){100}", "(a{11}){91}"],
  // The steps for each character, and the size, of what is proven.
  [
    `${choice(20)}${choice(40)}${"x".repeat(18)}b*c*`,
    `${choice(20)}${choice(40)}${"x".repeat(19)}b*c*`,
  ],
  [`${"x".repeat(477)}b*c*`, `${"x".repeat(478)}b*c*`],
];

test.each(limits)("the first is accepted, the second is not: %s %s", (just, tooMuch) => {
  expect(linearRegExp(just)).toHaveProperty("source");
  expect(linearRegExp(tooMuch)).toHaveProperty("problem");
});

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
  // In linear time, which is long all the same.
  ["[ab]*a(?:[ab]?){8}[ab]{300}", "may take 102,400 steps for each character of a text"],
  // Too large for a proof.
  ["a+b".repeat(300), slow],
  ["x".repeat(2001), "is longer than 2000 characters"],
  ["a{1001}", "uses a repetition above 1000"],
  ["((a{1000}){1000}){1000}", "uses nested repetitions of 1000000 rounds in all, above 1000"],
  ["(?:(?:a{11})*b){100}", "uses nested repetitions of 1100 rounds in all, above 1000"],
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
  ["a\nb[a-", "is not a regular expression: unterminated character class"],
  ["(?i)x", "sets flags with `(?i)`"],
  ["a(?s-i:.)", "sets flags with `(?s-i:`"],
  ["\\\\(?i)", "sets flags with `(?i)`"],
  ["\\(?i)", "is not a regular expression: unmatched ')'"],
  ["[a-", "is not a regular expression: unterminated character class"],
];

test.each(accepted)("%s is accepted", (pattern) => {
  const source: unknown = expect.stringMatching(/^\^\(\?:.*\)\$$/u);
  expect(linearRegExp(pattern)).toEqual({ source, steps: expect.any(Number) });
});

test.each(refused)("%s is refused", (pattern, problem) => {
  expect(linearRegExp(pattern)).toEqual({ problem, help: expect.stringMatching(/^[a-z`].{20,}/u) });
});

test("the advice is a pattern that is accepted", () => {
  const { help } = linearRegExp("(a+)+") as { readonly help: string };
  expect(compiled(/`([^`]*)`$/u.exec(help)?.[1] ?? "(").test("a-b")).toBe(true);
});

const shown: readonly (readonly [pattern: string, text: string])[] = [
  // Exponential.
  ["(a+)+", '"a".repeat(32) + "\\u0000"'],
  ["(a|a)*", '"a".repeat(32) + "\\u0000"'],
  ["(a|aa)+", '"a" + "aaaa".repeat(29) + "\\u0000"'],
  ["(\\w+\\s?)*", '"0".repeat(32) + "\\u0000"'],
  ["([a-zA-Z]+)*", '"A".repeat(32) + "\\u0000"'],
  ["(x+x+)+y", '"xx".repeat(31) + "\\u0000"'],
  ["(([a-z])+.)+[A-Z]([a-z])+", '"aA" + "aaa\\u0000".repeat(29) + "\\u0000"'],
  ["(foo|fo|o)*", '"fo" + "ofoofo".repeat(28) + "\\u0000"'],
  ["(?:(?:|)b)*", '"b".repeat(32) + "\\u0000"'],
  ["(😀+)+", '"😀".repeat(32) + "\\u0000"'],
  // Of a high degree.
  ["(.*a){10}", '"a".repeat(280) + "\\u0000"'],
  ["(.*a){20}", '"a".repeat(257) + "\\u0000"'],
  ["(\\w+ ?){1,10}", '"0".repeat(280) + "\\u0000"'],
  // Quadratic and cubic.
  [".*secret.*", '"t" + "secret".repeat(22361) + "\\n"'],
  [".*foo.*bar.*", '"o" + "foo".repeat(1145) + "bar".repeat(1145) + "\\n"'],
  ["\\d+\\d+", '"0".repeat(54774) + "\\u0000"'],
  ["<[^>]*>.*</[^>]*>", '"<>" + "</".repeat(38730) + "\\u0000"'],
  // Addresses of mail and of the web.
  ["\\S+@\\S+", '"@".repeat(54774) + "\\n"'],
  [
    "([a-zA-Z0-9])(([.-]|_+)?([a-zA-Z0-9]+))*@[a-z0-9]+[.](([a-z]{2,3})|([a-z]{2,3}[.][a-z]{2,3}))",
    '"AA" + "A".repeat(31) + "\\u0000"',
  ],
  [
    "([a-zA-Z0-9_.-])+@(([a-zA-Z0-9-])+\\.)+([a-zA-Z0-9]{2,4})+",
    '".@-.000" + "0000000".repeat(28) + "\\u0000"',
  ],
  [
    "\\w+([-+.']\\w+)*@\\w+([-.]\\w+)*\\.\\w+([-.]\\w+)*",
    '"0@0-" + "0.0.".repeat(27387) + "\\u0000"',
  ],
  [
    "(https?://)?([\\da-z.-]+)\\.([a-z.]{2,6})([/\\w .-]*)*/?",
    '"p.h.s" + "h".repeat(31) + "\\u0000"',
  ],
  // Within bounds.
  ["(a{1,10}){1,10}", '"a".repeat(257) + "\\u0000"'],
  ["((a{1,3}){1,3}){1,3}", '"a".repeat(257) + "\\u0000"'],
  ["(\\w{1,5}-?){1,20}", '"0".repeat(257) + "\\u0000"'],
  ["(?:\\w{0,20}){0,6}!", '"0".repeat(257) + "\\u0000"'],
  ["(a|ab|b){1,40}c", '"a" + "baba".repeat(256) + "\\u0000"'],
  ["a{1,100}a{1,100}a{1,100}", '"a".repeat(257) + "\\u0000"'],
  ["(?:[^a]|a|b){0,50}", '"b".repeat(257) + "\\u0000"'],
  ["(?:a?){24}b", '"a".repeat(257) + "\\u0000"'],
  ["(?:a?){14}b", '"a".repeat(33) + "\\u0000"'],
  ["(?:a|){24}b", '"a".repeat(256)'],
  [`${"(?:a|a)".repeat(24)}b`, '"a".repeat(256)'],
];

test.each(shown)("what makes %s slow is shown", (pattern, text) => {
  expect(linearRegExp(pattern)).toMatchObject({
    help: expect.stringContaining(`it does on \`${text}\`; let `),
  });
});

test.each([
  // Too large for a proof, and quadratic within bounds that are too narrow for it to be felt.
  "a+b".repeat(300),
  "[a-z]{1,500}[a-z]{1,500}",
])("of %s no slow text is known", (pattern) => {
  expect(linearRegExp(pattern)).toMatchObject({ help: expect.stringMatching(/^let text match/u) });
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

test.each([
  [".", "\r", true],
  [".", "\u2028", true],
  [".", "\n", false],
  ["\\s", "\f", true],
  ["\\s", "\v", false],
  ["\\s", "\u00a0", false],
  ["\\S", "\u00a0", true],
  ["\\S", "\t", false],
  ["[\\sx]", " ", true],
  ["[\\sx]", "\u2003", false],
  ["[^\\s]", "\v", true],
  ["\\w", "\u017f", false],
])("%s means of %j what RE2 means", (pattern, text, isMatch) => {
  expect(compiled(pattern).test(text)).toBe(isMatch);
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
