// Counted steps: a text is found where JavaScript's own engine finds it, and the count grows as the time there does.

import fc from "fast-check";
import { expect, test } from "vitest";
import { countSteps } from "../../compiler/constraints/count-steps.js";
import { parseAs } from "../../compiler/constraints/regexp-syntax.js";

function steps({ source, flags }: RegExp, text: string, most = 1_000_000): number {
  return countSteps(parseAs(flags, source), flags, text, most);
}

const atom = fc.constantFrom("a", "b", ".", "\\w", "[^a]", "^", "$", "\\b", "😀", "");
const source = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc
      .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{2,}", "{0}"))
      .chain(([part, times]) => fc.constantFrom("", "?").map((lazy) => `(${part})${times}${lazy}`)),
  ),
  pattern: fc
    .array(fc.array(tie("part"), { maxLength: 3 }), { minLength: 1, maxLength: 2 })
    .map((alternatives) => alternatives.map((parts) => parts.join("")).join("|")),
})).pattern;

test("what is found is what JavaScript finds", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "A", "\n", "-", "😀"), maxLength: 5 });
  const cases = fc.record({ source, text, flags: fc.constantFrom("", "i", "s", "u", "isu") });
  fc.assert(
    fc.property(cases, ({ source, text, flags }) => {
      const pattern = new RegExp(source, flags);
      expect([source, text, steps(pattern, text) === 0]).toEqual([
        source,
        text,
        pattern.test(text),
      ]);
    }),
    { numRuns: 3000 },
  );
});

// The engine's own `\B` is odd beside a surrogate pair.
test.each([
  [/a\Ba/u, "aa", true],
  [/a\B-/u, "a-", false],
  [/-\B/u, "a-", true],
  [/^a?$/u, "aa", false],
  [/^..$/u, "😀", false],
  [/^..$/, "😀", true],
  [/^a{1,2}$/u, "aaa", false],
  [/^a{1,2}$/u, "aa", true],
  [/^(?:a?){2}$/u, "", true],
  [/^(?:a?){2,}b$/u, "aaab", true],
])("%s in %s", (pattern, text, isFound) => {
  expect([pattern.test(text), steps(pattern, text) === 0]).toEqual([isFound, isFound]);
});

/** How many more steps each text takes than the one before, which is shorter by one piece. */
function growth(pattern: RegExp, piece: string): readonly number[] {
  const counts = [10, 11, 12].map((times) => steps(pattern, piece.repeat(times)));
  const [first = 0, second = 0, third = 0] = counts;
  return [second - first, third - second];
}

test.each<[pattern: RegExp, differences: readonly number[]]>([
  [/^a*b/, [5, 5]],
  [/^a*?b/, [5, 5]],
  [/^(?:a|a)*b/, [10_242, 20_482]],
  [/a+b/, [36, 39]],
])("how the steps of %s grow", (pattern, differences) => {
  expect(growth(pattern, "a")).toEqual(differences);
});

test("nothing is counted far beyond what was asked", () => {
  expect(steps(/^(?:a|a)*b/, "a".repeat(99), 1000)).toBe(1001);
  expect(steps(/^(?:a|a)*b/, "a".repeat(9), 10_000)).toBeLessThanOrEqual(10_000);
});

test("a long text is no matter", () => {
  expect(steps(/^a*b/u, "a".repeat(100_000))).toBeGreaterThan(200_000);
  expect(steps(/^a*$/u, "a".repeat(100_000))).toBe(0);
});
