// `safeclaw evaluate --explain`: the nearest call that passes, where a constraint denies, of every kind.

import { expect, it } from "vitest";
import { each } from "../../compiler/constraints/each.js";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { folder } from "./folder.js";
import { safeclaw } from "./safeclaw.js";

const types = {
  text: "string",
  number: "number",
  list: "string[]",
  range: "{ start: string; end: string }",
  color: '"red" | "green" | "grey"',
  flag: "boolean",
};

type Row = readonly [
  tool: keyof typeof types,
  constraints: string,
  denied: unknown,
  nearest: unknown,
  changed?: string,
];

const rows: readonly Row[] = [
  ["text", "equals: open", "opne", "open"],
  ["flag", "equals: true", false, true],
  ["text", "in: [open, closed]", "Closed", "closed"],
  ["text", "in: [EUR, CHF]", "chf", "CHF"],
  ["number", "in: [1, 5]", 4, 5],
  ["text", "not_in: [lost]", "lost", "losta"],
  ["number", "not_in: [13]", 13, 12.99],
  ["color", "not_in: [red]", "red", "grey"],

  ["number", "min: 1", -3, 1],
  ["number", "max: 100", 250, 100],
  ["number", "above: 0", -1, 0.01],
  ["number", "below: 100", 100, 99.99],
  ["number", "multiple_of: 5", 7, 5],

  ["text", "min_length: 3", "ab", "aba"],
  ["text", "max_length: 3", "abcdef", "abc"],
  ["text", "pattern: 'ord_[0-9]{3}'", "ord_12", "ord_121"],
  ["text", "pattern: '[A-Z]{2}-[0-9]+'", "ch 12", "CH-12"],
  ["text", "not_pattern: '[0-9]{4}'", "1234", "1234a"],
  ["text", "starts_with: ord_", "7", "ord_7"],
  ["text", "starts_with: ord_", "ORD_7", "ord_7"],
  ["text", "starts_with: [ord_, inv_]", "inv7", "inv_7"],
  ["text", "ends_with: .pdf", "a.doc", "a.pdf"],
  ["text", "contains: urgent", "today, ", "today, urgent"],
  ["text", "not_contains: [';', '|']", "a; b | c", "a b  c"],

  ["text", "email_domain: example.com", "ada@evil.com", "ada@example.com"],
  ["text", "email_domain: x.io", "Ada <ada.b+c@very-long.evil.org>", "ada.b+c@x.io"],
  ["text", "email_domain: [a.org, example.com]", "ada@example.co", "ada@example.com"],
  ["text", "url_host: x.io", "https://long.evil.org/a/B?c=1#d", "https://x.io/a/B?c=1#d"],
  ["text", "url_host: 'x.io:81'", "http://ada:pw@evil.org:8080", "http://x.io:81"],
  ["text", "url_host: '*.x.io'", "x.io/a", "https://a.x.io/a"],
  ["text", "url_scheme: https", "http://a.org/x", "https://a.org/x"],
  ["text", "path_within: /srv/data", "/etc/passwd", "/srv/data/etc/passwd"],
  ["text", "path_within: /srv/data", "/srv/data/../secret", "/srv/data/secret"],
  ["text", "path_within: /srv/data", "notes.txt", "/srv/data/notes.txt"],

  ["text", "before: 2027-01-01", "2028-05-05", "2026-12-31"],
  ["text", "before: 2027-01-01", "2028-05-05T10:00:00+02:00", "2026-12-31T23:59:59Z"],
  ["text", "after: 2027-01-01", "2026-05-05", "2027-01-02"],
  ["text", "after: 2027-01-01T12:00:00Z", "tomorrow", "2027-01-02"],
  [
    "range",
    "max_days: 3",
    { start: "2026-01-01", end: "2026-01-09" },
    { start: "2026-01-01", end: "2026-01-04" },
    "value.end",
  ],
  [
    "range",
    "max_days: 3",
    { start: "2026-01-05", end: "2026-01-01" },
    { start: "2026-01-05", end: "2026-01-05" },
    "value.end",
  ],

  ["list", "min_items: 2", ["a"], ["a", "a"]],
  ["list", "max_items: 2", ["a", "b", "c"], ["a", "b"]],
  ["list", "unique_items: true", ["a", "b", "a"], ["a", "b"]],
  ["list", "contains: [x]", ["a"], ["a", "x"]],
  ["list", "not_contains: [x, y]", ["a", "x", "y", "x"], ["a"]],
  ["list", "each: { max_length: 2 }", ["abc", "d"], ["ab", "d"]],
  ["list", "each: { in: [red, green] }", ["red", "gren"], ["red", "green"]],

  // Several at once.
  ["number", "max: 100, multiple_of: 0.5", 150, 100],
  ["number", "max: 100, multiple_of: 7", 150, 98],
  ["text", "starts_with: ord_, max_length: 6", "ord-1234", "ord_12"],
  ["text", "email_domain: example.com, max_length: 16", "adalovelace@evil.com", "adal@example.com"],
  ["text", "url_host: x.io, url_scheme: https", "http://evil.org/a", "https://x.io/a"],
  ["text", "after: 2027-01-01, before: 2027-02-01", "2027-03-01", "2027-01-31"],
  ["list", "max_items: 2, contains: [x]", ["a", "b"], ["a", "x"]],
  ["list", "min_items: 3, unique_items: true", ["a", "a"], ["a", "example", "1"]],

  // What is of another type says its value all the same.
  ["number", "max: 100", "5", 5],
  ["text", "max_length: 9", 5, "5"],
  ["flag", "equals: true", "true", true],
  ["list", "max_items: 2", "a", ["a"]],
];

it("every kind is there", () => {
  const kinds = [...constraintKinds.map(({ key }) => key), each.key];
  const tried = kinds.filter((key) => rows.some(([, said]) => `, ${said}`.includes(`, ${key}: `)));
  expect(tried).toEqual(kinds);
});

const tools = Object.entries(types).map(
  ([name, type]) => `export async function ${name}(args: { value: ${type} }) { return args; }`,
);

/** A policy of its own for each row. */
const policies = rows.map(
  ([tool, constraints], index) => `
  - name: row-${index}
    assistant_id: asst_${index}
    actions:
      - tool: ${tool}
        effect: allow
        constraints: { value: { ${constraints} } }`,
);

async function answers(values: readonly unknown[]) {
  const calls = rows.map(([tool], index) => ({
    tool,
    args: { value: values[index] },
    assistant: `asst_${index}`,
  }));
  const path = folder({
    "tools.ts": tools.join("\n"),
    "safeclaw.yaml": `version: 1\ntools: ./tools.ts\npolicies:${policies.join("")}\n`,
    "calls.jsonl": calls.map((call) => JSON.stringify(call)).join("\n"),
  });
  const { stdout } = await safeclaw(["evaluate", "--explain", "--calls", "calls.jsonl"], path);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

it("the nearest call is the one that is meant", async () => {
  const denied = await answers(rows.map(([, , value]) => value));
  const found = rows.map(([tool, constraints], index) => {
    const { allowed, explanation } = denied[index];
    return [tool, constraints, allowed, explanation.nearest];
  });
  const expected = rows.map(([tool, constraints, , value, changed = "value"]) => {
    return [tool, constraints, false, { args: { value }, changed: [changed] }];
  });
  expect(found).toEqual(expected);
});

it("the nearest call passes", async () => {
  const passing = await answers(rows.map(([, , , nearest]) => nearest));
  expect(passing.map(({ allowed }) => allowed)).toEqual(rows.map(() => true));
});
