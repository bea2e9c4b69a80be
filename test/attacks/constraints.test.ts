// Values made to slip past a constraint, kind by kind, tried on compiled guards.

import type { CompiledPolicies } from "@authensor/safeclaw-runtime/policy";
import { describe, expect, test } from "vitest";
import { compileInMemory } from "../support/compile-in-memory.js";

/** Not a literal, which the types would look for among the tools that they know. */
const tool: string = "t";
const string = { type: "string" };
const number = { type: "number" };

interface Attack {
  /** The argument's JSON Schema. */
  readonly type: object;
  /** Under the argument `x`, as YAML. */
  readonly constraint: string;
  /** What an honest caller sends, and must be able to. */
  readonly honest: readonly unknown[];
  readonly attacks: readonly unknown[];
}

const attacks: readonly Attack[] = [
  {
    type: string,
    constraint: "{ email_domain: example.com }",
    honest: ["a@example.com", "a.b+tag@example.com", "A@EXAMPLE.COM"],
    attacks: [
      "a@evil.com,b@example.com",
      "a@example.com,b@evil.com",
      "a@example.com;b@evil.com",
      "a@example.com b@example.com",
      "a@example.com\nb@evil.com",
      "a@example.com\n",
      "a@example.com\r\nBcc: b@evil.com",
      " a@example.com",
      "Ann <a@example.com>",
      "<a@example.com>",
      '"a@evil.com"@example.com',
      "a@evil.com@example.com",
      "a@evil.com(@example.com",
      "a(@example.com)@evil.com",
      "a%evil.com@example.com",
      "evil.com!a@example.com",
      "a@sub.example.com",
      "a@notexample.com",
      "a@example.com.evil.com",
      "a@example.com.",
      "a@.example.com",
      "a@example..com",
      "a@example.com\0",
      "a@example.com%0a",
      "a@exаmple.com", // Cyrillic a
      "a@ｅxample.com",
      "a@example。com",
      "а\u0301@example.com",
      "\ud800@example.com",
      "@example.com",
      "a@",
      "",
      "a@[127.0.0.1]",
      "mailto:a@example.com",
      ".a@example.com",
      "a.@example.com",
      "a..b@example.com",
    ],
  },
  {
    type: string,
    constraint: '{ email_domain: "*.example.com" }',
    honest: ["a@mail.example.com", "a@a.b.example.com"],
    attacks: [
      "a@example.com",
      "a@evilexample.com",
      "a@.example.com",
      "a@example.com.evil.com",
      "a@*.example.com",
    ],
  },
  {
    type: string,
    constraint: "{ url_host: example.com }",
    honest: ["https://example.com/", "https://example.com/a?b=c#d", "http://EXAMPLE.com"],
    attacks: [
      "https://example.com@evil.com/",
      "https://example.com:pw@evil.com/",
      "https://example.com%40evil.com/",
      "https://example.com\\@evil.com",
      "https://evil.com\\@example.com",
      "https://evil.com#@example.com/",
      "https://evil.com?@example.com/",
      "https://evil.com/@example.com",
      "https:\\\\example.com",
      "https:/\\example.com",
      "https:example.com",
      "https:///example.com",
      "//example.com",
      "example.com",
      "/example.com",
      "https://example.com.",
      "https://example.com.evil.com",
      "https://evil-example.com",
      "https://sub.example.com",
      "https://example.com:8443/",
      "https://example.com:443@evil.com/",
      " https://example.com",
      "https://example.com ",
      "https://exam\tple.com/",
      "https://exam\nple.com/",
      "ht\ntps://example.com/",
      "https://example.com\u0000.evil.com",
      "https://example.com%00.evil.com",
      "https://example.com%2eevil.com",
      "https://%65xample.com/",
      "https://еxample.com/",
      "https://ｅxample.com/",
      "https://example。com/",
      "https://ex\u00adample.com/",
      "https://ex\u200dample.com/",
      "https://[::1]/",
      "https://0x7f.1/",
      "javascript://example.com/%0aalert(1)",
      "file://example.com/etc/passwd",
      "data:text/html,https://example.com/",
      "blob:https://example.com/x",
      "https://\ud800example.com/",
      "",
    ],
  },
  {
    type: string,
    constraint: "{ url_scheme: https }",
    honest: ["https://anything.example/", "HTTPS://example.com"],
    attacks: [
      "http://example.com",
      "httpss://example.com",
      "https",
      "https:",
      "javascript:https://example.com",
      " https://example.com",
      "\u0001https://example.com",
      "ht\ttps://example.com",
      "https\u2236//example.com",
      "http\u017f://example.com",
      "",
    ],
  },
  {
    type: string,
    constraint: "{ path_within: /srv/data }",
    honest: ["/srv/data/a.txt", "/srv/data/a/../b.txt", "/srv/data/./a", "/srv/data/a..b"],
    attacks: [
      "/srv/data/../secret",
      "/srv/data/a/../../secret",
      "/srv/data/..",
      "/srv/data/../data2/x",
      "/srv/data2/x",
      "/srv/database",
      "/srv/data.bak",
      "/srv",
      "/",
      "",
      "srv/data/a",
      "./srv/data/a",
      "~/x",
      "/srv/data/%2e%2e/secret",
      "/srv/data/%2E%2E%2Fsecret",
      "/srv/data/..%2fsecret",
      "/srv/data/%252e%252e/secret",
      "/srv/data/..\\secret",
      "\\srv\\data\\a",
      "C:\\srv\\data\\a",
      "/srv/data/a\0.txt",
      "/srv/data/a\n",
      "/SRV/DATA/a",
      "/Srv/data/a",
      "/srv/dаta/a",
      "/srv/data/\uff0e\uff0e/secret/../../../x",
      "file:///srv/data/a",
      "/srv/data/\ud800/../..",
      "//srv/data/../../etc",
      "/srv/data/\u0001",
    ],
  },
  {
    type: string,
    constraint: '{ pattern: "a|b" }',
    honest: ["a", "b"],
    attacks: ["ab", "ax", "xb", "a\n", "\na", "a\nb", "A", "а", "", "a\0", "a\ud800"],
  },
  {
    type: string,
    constraint: "{ pattern: '^cus_[0-9]+$' }",
    honest: ["cus_1"],
    attacks: [
      "cus_1\n",
      "cus_1\r\n",
      "x\ncus_1",
      "cus_1\ncus_2",
      "cus_١",
      "cus_𝟏",
      "cus_1\u2028",
      "CUS_1",
    ],
  },
  {
    type: string,
    constraint: "{ pattern: '[a-k]+' }",
    honest: ["kick"],
    attacks: ["\u212aick", "kıck", "ki\u0301ck", "KICK"],
  },
  {
    type: string,
    constraint: "{ not_pattern: 'secret|[0-9]+' }",
    honest: ["public", "", "secrets", "1a"],
    attacks: ["secret", "0", "123"],
  },
  {
    type: string,
    constraint: "{ starts_with: ord_ }",
    honest: ["ord_1", "ord_"],
    attacks: [" ord_1", "\uFEFFord_1", "ORD_1", "оrd_1", "o\u0301rd_1", "\nord_1", "ord", ""],
  },
  {
    type: string,
    constraint: "{ ends_with: .pdf }",
    honest: ["a.pdf"],
    attacks: ["a.pdf\0", "a.pdf ", "a.pdf\n", "a.PDF", "apdf", "a.pdf.exe", "a.\u0440df"],
  },
  {
    type: string,
    constraint: "{ not_contains: drop }",
    honest: ["keep", "DROP"],
    attacks: ["drop", "x drop y", "dropdrop"],
  },
  {
    type: { type: "array", items: string },
    constraint: "{ not_contains: admin }",
    honest: [[], ["user"], ["administrator"]],
    attacks: [["admin"], ["user", "admin"]],
  },
  {
    type: string,
    constraint: "{ max_length: 3 }",
    honest: ["abc", "😀😀😀"],
    attacks: ["abcd", "e\u0301e\u0301", "👨‍👩‍👧", "\ud800\ud800\ud800\ud800"],
  },
  { type: string, constraint: "{ equals: é }", honest: ["é"], attacks: ["e\u0301", "É", "é "] },
  {
    type: string,
    constraint: "{ in: [open, closed] }",
    honest: ["open"],
    attacks: ["Open", "open ", "оpen", "open|closed", "open,closed", "toString", "length", "0"],
  },
  {
    type: {},
    constraint: "{ in: [open] }",
    honest: ["open"],
    attacks: [["open"], { toString: "open" }, { 0: "open", length: 1 }, null, true, 0],
  },
  {
    type: number,
    constraint: "{ max: 100 }",
    honest: [100, 99.999, -5],
    attacks: [100.0000001, 1e21, 1e308, 9007199254740991],
  },
  {
    type: {},
    constraint: "{ max: 100 }",
    honest: [1],
    attacks: ["1", "", null, [], [1], true, false, {}, { valueOf: 1 }, "0x1", "1e1"],
  },
  {
    type: number,
    constraint: "{ below: 1, above: 0 }",
    honest: [0.5, Number.MIN_VALUE, 1 - Number.EPSILON / 2],
    attacks: [0, 1, -Number.MIN_VALUE, 1.0000000000000002],
  },
  {
    type: number,
    constraint: "{ multiple_of: 0.01 }",
    honest: [0.07, 1.1, 19.99, 0, 4.35, -2.5],
    attacks: [0.001, 0.1 + 0.2, 1.005, 1e-300],
  },
  {
    type: string,
    constraint: '{ before: "2026-03-01" }',
    honest: ["2026-02-28", "2026-02-28T23:59:59Z", "2026-03-01T00:30:00+01:00", "2024-02-29"],
    attacks: [
      "2026-03-01",
      "2026-03-01T00:00:00Z",
      "2026-02-28T23:30:00-01:00",
      "2026-02-29",
      "2026-02-30",
      "1900-02-29",
      "2026-2-1",
      "2026-02",
      "26-02-01",
      "2026-02-01T00:00:00",
      "2026-02-01 00:00:00Z",
      "2026-02-01T24:00:00Z",
      "2026-02-01T00:00:60Z",
      "2026-02-01T00:00:00+24:00",
      "2026-02-01t00:00:00z",
      "+002026-02-01",
      "-2026-02-01",
      "2026-02-01\n",
      "٢٠٢٦-02-01",
      "Feb 1, 2026",
      "1738368000000",
      "",
    ],
  },
  {
    type: string,
    constraint: '{ after: "2026-03-29T01:00:00Z" }',
    honest: ["2026-03-29T01:00:00.000000001Z", "2026-03-29T03:00:00+01:00", "2026-03-30"],
    attacks: [
      "2026-03-29T01:00:00Z",
      "2026-03-29T02:00:00+01:00",
      "2026-03-29T03:00:00+02:00",
      "2026-03-29",
    ],
  },
  {
    type: { type: "array" },
    constraint: "{ max_items: 2 }",
    honest: [[], [1, 2]],
    attacks: [
      [1, 2, 3],
      [[], [], []],
    ],
  },
  {
    type: {},
    constraint: "{ max_items: 2 }",
    honest: [[1]],
    attacks: ["ab", { length: 1 }, {}, null, 1],
  },
  {
    type: { type: "array" },
    constraint: "{ unique_items: true }",
    honest: [[1, "1", true, null, [1], { a: 1 }], []],
    attacks: [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [
        [1, { a: [] }],
        [1, { a: [] }],
      ],
      ["a", "b", "a"],
    ],
  },
  {
    type: { type: "array", items: string },
    constraint: "{ each: { in: [a, b] } }",
    honest: [[], ["a"], ["a", "b", "a"]],
    attacks: [["c"], ["a", "c"], ["a,b"], [""]],
  },
  {
    type: { type: "array" },
    constraint: "{ each: { in: [a, b] } }",
    honest: [["a"]],
    attacks: [[["a"]], [null], [{ a: "a" }], ["a", 1]],
  },
];

async function guardOf({ type, constraint }: Attack): Promise<CompiledPolicies> {
  const parameters = { type: "object", properties: { x: type }, required: ["x"] };
  return compileInMemory({
    yaml: `version: 1
tools: ./tools.json
policies:
  - name: p
    actions:
      - tool: t
        effect: allow
        constraints:
          x: ${constraint}
`,
    toolsJson: JSON.stringify([{ name: "t", description: "", parameters }]),
  });
}

describe.each(attacks)("x: $constraint on $type.type", (attack) => {
  const { honest, attacks: values } = attack;
  test("lets an honest call through", async () => {
    const guard = (await guardOf(attack)).guard();
    const refused = honest.filter((x) => !guard.decide(tool, { x }).allowed);
    expect(refused).toEqual([]);
  });

  test("lets no attack through, as a value or as text", async () => {
    const guard = (await guardOf(attack)).guard();
    const passed = values.filter(
      (x) => guard.decide(tool, { x }).allowed || guard.decide(tool, JSON.stringify({ x })).allowed,
    );
    expect(passed).toEqual([]);
  });
});

describe("a pattern with many ways through it is asked of little text", () => {
  const strings = { type: "array", items: string };
  /** That many characters in texts of this length, each with what keeps it from matching. */
  const list = (characters: number, length: number) =>
    Array.from({ length: characters / length }, () => `${"a".repeat(length - 1)}c`);

  test.each([
    ["behind a loop", "[ab]*a[ab]{970}", 60_000, 50],
    ["optional", "(?:a?){12}b", 3_000, 12],
    ["empty", "(?:|){12}b", 4_000, 1],
    ["alternatives", "[ab]*a(?:[ab]|[bc]|[ac]){4}[ab]{80}", 6_000, 90],
  ])("%s", async (_, pattern, characters, length) => {
    const constraint = `{ each: { not_pattern: "${pattern}" } }`;
    const { guard } = await guardOf({ type: strings, constraint, honest: [], attacks: [] });
    const allowed = (x: unknown) => guard().decide(tool, { x }).allowed;
    expect(allowed(list(characters, length))).toBe(true);
    expect(allowed(list(20 * characters, length))).toBe(false);
    expect(allowed(list(20 * characters, 20 * characters))).toBe(false);
  });

  test("in lists within lists", async () => {
    const type = { type: "array", items: strings };
    const constraint = '{ each: { each: { not_pattern: "[ab]*a[ab]{970}" } } }';
    const { guard } = await guardOf({ type, constraint, honest: [], attacks: [] });
    const allowed = (x: unknown) => guard().decide(tool, { x }).allowed;
    expect(allowed([list(60_000, 50)])).toBe(true);
    expect(allowed([list(60_000, 50), list(60_000, 50)])).toBe(false);
  });

  test("in texts that hold nothing", async () => {
    const constraint = '{ each: { not_pattern: "(?:|){12}b" } }';
    const { guard } = await guardOf({ type: strings, constraint, honest: [], attacks: [] });
    const allowed = (x: unknown) => guard().decide(tool, { x }).allowed;
    expect(allowed(new Array(9_000).fill(""))).toBe(true);
    expect(allowed(new Array(90_000).fill(""))).toBe(false);
  });

  test("by itself", async () => {
    const constraint = '{ not_pattern: "(?:a?){12}b" }';
    const { guard } = await guardOf({ type: string, constraint, honest: [], attacks: [] });
    const allowed = (x: unknown) => guard().decide(tool, { x }).allowed;
    expect(allowed("a".repeat(9_000))).toBe(true);
    expect(allowed("a".repeat(10_000))).toBe(false);
  });

  test.each([
    ["mail addresses", "[a-z0-9._-]{1,64}@[a-z0-9-]{1,63}\\.com", "ada.lovelace@example.com"],
    ["names", "[A-Z0-9-]{1,200}", "ORD-2026-0815"],
    ["uuids", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "0b5c0f7e-0d6c-4b59-9f2e-6f2c6a7f4a11"],
    ["web addresses", "https?://[a-z0-9.-]+(/[^ ?#]*)?", "https://example.com/a/b.html"],
    ["internet addresses", "((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}\\d{1,3}", "192.168.100.254"],
  ])("and %s by the thousand pass", async (_, pattern, text) => {
    const constraint = `{ each: { pattern: '${pattern}' } }`;
    const { guard } = await guardOf({ type: strings, constraint, honest: [], attacks: [] });
    const decision = guard().decide(tool, { x: new Array(2_000).fill(text) });
    expect(decision).toMatchObject({ allowed: true });
  });
});

test("what answers differently each time it is read is not read at all", async () => {
  const guard = (
    await guardOf({ type: {}, constraint: "{ max: 100 }", honest: [], attacks: [] })
  ).guard();
  let reads = 0;
  const changing = { get: () => (reads++ === 0 ? 1 : 1e6), enumerable: true };
  const hostile: readonly unknown[] = [
    Object.defineProperty({}, "x", changing),
    { x: Object.assign(() => 1, { valueOf: () => 1 }) },
    { x: Object(1) },
    { x: new Proxy(Object(1), {}) },
    { x: 1n },
    { x: -0 },
    { x: Number.NaN },
    { x: Number.NEGATIVE_INFINITY },
    Object.create({ x: 1 }),
    new Proxy({}, { get: () => 1, has: () => true }),
  ];
  expect(hostile.filter((args) => guard.decide(tool, args).allowed)).toEqual([]);
});

test("an argument that is no own one is absent", async () => {
  const { guard } = await compileInMemory({
    yaml: `version: 1
policies:
  - name: p
    actions:
      - tool: t
        effect: allow
        constraints:
          constructor: { not_in: [a] }
`,
  });
  expect(guard().decide(tool, {}).allowed).toBe(false);
  expect(guard().decide(tool, '{"constructor":"b"}').allowed).toBe(true);
});
