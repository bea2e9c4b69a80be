// What is said of patterns that take too long to look for: another one that is sure to do, where there is one.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearSearch } from "../../compiler/conditions/linear-search.js";
import { compileInMemory } from "../support/compile-in-memory.js";

function helpFor(pattern: string): string {
  const search = linearSearch(pattern);
  // Before it stands a text that shows how slow the pattern is, where one is known.
  return "help" in search ? search.help.replace(/^it does on `.*?`; /u, "") : "none needed";
}

const same: readonly (readonly [written: string, instead: string])[] = [
  ["a.*", "a"],
  [".*foo.*", "foo"],
  ["[0-9]+", "[0-9]"],
  ["a+b", "ab"],
  ["(?:ab){2,}c*?", "(?:ab){2}"],
  ["x*(?:^a)+b", "(?:^a)b"],
];

describe("a pattern is found in the same texts without the repetitions at its ends", () => {
  it.each(same)("%s: %s", (written, instead) => {
    expect(helpFor(written)).toBe(`write \`${instead}\`: it is found in the same texts`);
    expect(helpFor(instead)).toBe("none needed");
    const [one, other] = [new RegExp(written, "u"), new RegExp(instead, "u")];
    const text = fc.string({ unit: fc.constantFrom(..."abcfox01\n") });
    fc.assert(fc.property(text, (each) => one.test(each) === other.test(each)));
  });

  it("and where nothing is left, in all", () => {
    expect(helpFor(".*")).toBe("leave it out: this is found in every text");
  });
});

it.each([
  ["foo.*bar", "^foo.*bar"],
  ["(foo|bar).*baz", "^(foo|bar).*baz"],
  ["foo|bar.*baz", "^(?:foo|bar.*baz)"],
])("%s may be meant from the beginning on: %s", (written, anchored) => {
  expect(helpFor(written)).toContain(`write \`${anchored}\` if it is meant for the beginning`);
  expect(helpFor(anchored)).toBe("none needed");
});

it.each(["(a+)+$", "^(a+)+$", "foo.*bar.*baz", "a.*a|b.*b.*c"])(
  "of %s nothing is known to be quick",
  (written) => {
    expect(helpFor(written)).toMatch(
      /^let text match in one way only, or ask for it part by part/u,
    );
  },
);

it("a pattern with many ways through it is more work for each character", async () => {
  const { guard } = await compileInMemory({
    yaml: `version: 1
policies:
  - name: everyone
    actions:
      - tool: note
        effect: allow
        when: "!args.text.matches('([ab]|a){9}c')"
      - tool: send
        effect: allow
        when: "!args.text.matches('[ab]c')"
      - tool: write
        effect: allow
        when: "args.text.matches('^[a-z]{1,64}@[a-z]{1,63}[.]com$')"
`,
  });
  const code = (tool: string, length: number) =>
    guard(null).decide(tool, { text: "a".repeat(length) }).code;
  expect(code("note", 500)).toBeNull();
  expect(code("note", 500_000)).toBe("condition-failed");
  expect(code("send", 500_000)).toBeNull();
  // Bounds are not more ways where text matches in one.
  expect(code("write", 500_000)).toBe("no-rule");
});
