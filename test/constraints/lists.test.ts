// What a policy says of lists: of their items one by one, and of what is among them.

import { describe, expect, test } from "vitest";
import { compiled } from "../editor/verdict.js";
import { compileAllInMemory } from "../support/compile-in-memory.js";

const properties = {
  tags: { type: "array", items: { type: "string" } },
  sizes: { type: "array", items: { enum: ["S", "M", "L"] } },
  grid: { type: "array", items: { type: "array", items: { type: "integer" } } },
  lines: { type: "array", items: { type: "object" } },
  note: { type: "string" },
  pair: { type: ["array", "null"], items: { type: "number" } },
};

const toolsJson = JSON.stringify([{ name: "t", parameters: { type: "object", properties } }]);

const policy = (constraints: string) =>
  `version: 1\ntools: ./tools.json\npolicies: [{ name: p, actions: [{ tool: t, effect: allow, constraints: ${constraints} }] }]\n`;

async function decide(constraints: string, args: object) {
  const { policies } = await compileAllInMemory({ yaml: policy(constraints), toolsJson });
  const tool: string = "t";
  const { rule, path, reason } = policies.guard(null).decide(tool, args);
  return { rule, path, reason };
}

describe("each", () => {
  const constraints = "{ tags: { each: { max_length: 3, not_in: [bad] }, max_items: 2 } }";

  test.each([{ tags: [] }, { tags: ["a"] }, { tags: ["abc", "abc"] }])(
    "lets %j through",
    async (args) => {
      expect(await decide(constraints, args)).toMatchObject({ rule: "p/t" });
    },
  );

  test.each([
    [{ tags: ["a", "abcd"] }, "max_length", "tags must each have at most 3 characters"],
    [{ tags: ["bad", "a"] }, "not_in", 'tags must each not be one of "bad"'],
  ])("denies %j by the rule of %s", async (args, kind, reason) => {
    expect(await decide(constraints, args)).toEqual({
      rule: `p/t/tags.each.${kind}`,
      path: "tags",
      reason,
    });
  });

  test("denies a list that is not there, unless it may be absent", async () => {
    expect(await decide(constraints, {})).toMatchObject({ rule: "p/t/tags.each.max_length" });
    const optional = constraints.replace("{ each", "{ optional: true, each");
    expect(await decide(optional, {})).toMatchObject({ rule: "p/t" });
  });

  test("is part of the digest of the policy", async () => {
    const digests = ["max_length: 3", "max_length: 4", "min_length: 3"].map(async (kind) => {
      const yaml = policy(`{ tags: { each: { ${kind} } } }`);
      return (await compileAllInMemory({ yaml, toolsJson })).output.ir.policies[0]?.digest;
    });
    expect(new Set(await Promise.all(digests)).size).toBe(3);
  });

  test("reaches into lists of lists", async () => {
    const inner = "{ grid: { each: { min_items: 1, each: { below: 5 } } } }";
    expect(await decide(inner, { grid: [[1, 4], [0]] })).toMatchObject({ rule: "p/t" });
    expect(await decide(inner, { grid: [[1], []] })).toMatchObject({
      rule: "p/t/grid.each.min_items",
    });
    expect(await decide(inner, { grid: [[1], [5]] })).toEqual({
      rule: "p/t/grid.each.each.below",
      path: "grid",
      reason: "grid must each be below 5",
    });
  });

  test("narrows what the model is told of the items", async () => {
    const yaml = policy(
      "{ tags: { each: { max_length: 3, not_in: [bad] } }, sizes: { each: { in: [S, M] } } }",
    );
    const { definitions } = await compileAllInMemory({ yaml, toolsJson });
    expect(definitions.toolsFor(null, "chat")[0]).toMatchObject({
      function: {
        parameters: {
          properties: {
            tags: {
              items: { type: "string", maxLength: 3 },
              description: 'Must each not be one of "bad".',
            },
            sizes: { items: { enum: ["S", "M"] } },
          },
        },
      },
    });
  });
});

test.each([
  ["{ sizes: { each: { in: [S, XL] } } }", 'SC4003: `sizes[]` can never be "XL"'],
  ["{ sizes: { contains: XL } }", 'SC4003: `sizes` can never contain "XL"'],
  ["{ tags: { not_contains: [a, 7] } }", "SC4003: `tags` can never contain 7"],
  ["{ lines: { contains: a } }", 'SC4003: `lines` can never contain "a"'],
  ["{ tags: { each: { max: 3 } } }", "SC4002: `max` cannot stand on `tags[]`, which is a string"],
  ["{ tags: { max_length: 3 } }", "SC4002: `max_length` cannot stand on `tags`, which is an array"],
  [
    "{ note: { unique_items: true } }",
    "SC4002: `unique_items` cannot stand on `note`, which is a string",
  ],
  ["{ tags: { unique_items: false } }", "SC4001: the value of `tags.unique_items` is not `true`"],
  ["{ tags: { each: 3 } }", "SC4001: the value of `tags.each` is not a map"],
  ["{ tags: { each: {} } }", "SC2004: `tags.each` constrains nothing"],
  [
    "{ tags: { each: { optional: true, max_length: 3 } } }",
    "SC2001: unknown constraint `optional`",
  ],
  ["{ tags: { each: { max_lenght: 3 } } }", "SC2001: unknown constraint `max_lenght`"],
  [
    "{ tags: { each: { max_length: x } } }",
    "SC4001: the value of `tags.each.max_length` is not a whole number from 0",
  ],
  [
    "{ tags: { min_items: 3, max_items: 2 } }",
    "SC5002: nothing satisfies this: `tags` must have at least 3 items and must have at most 2 items",
  ],
  [
    "{ pair: { each: { above: 3, max: 3 } } }",
    "SC5002: nothing satisfies this: `pair` must each be above 3 and must each be at most 3",
  ],
  [
    "{ sizes: { each: { not_in: [S, M, L] } } }",
    'SC5002: nothing satisfies this: `sizes` must each not be one of "S", "M", "L"',
  ],
])("%s is refused", async (constraints, error) => {
  const { errors } = await compiled({
    "tools.json": toolsJson,
    "safeclaw.yaml": policy(constraints),
  });
  expect(errors).toEqual([error]);
});

test.each([
  "{ max_tag_items: 3 }",
  "{ min_tags_items: 1 }",
  "{ note_prefix: [a, b] }",
  "{ note: { starts_with: [abcd, a], max_length: 2 } }",
  "{ tags: { contains: [a, b], not_contains: c, unique_items: true } }",
  "{ grid: { each: { each: { multiple_of: 2 } } } }",
  "{ pair: { each: { above: 3, below: 3.5 } } }",
])("%s is a policy", async (constraints) => {
  const { errors } = await compiled({
    "tools.json": toolsJson,
    "safeclaw.yaml": policy(constraints),
  });
  expect(errors).toEqual([]);
});

test("what may be absent is said once more for items", async () => {
  const { help } = await compiled({
    "tools.json": toolsJson,
    "safeclaw.yaml": policy("{ tags: { each: { max_length: 3 } } }"),
  });
  expect(help).toContain("write `tags: { each: …, optional: true }` to let it be absent");
});
