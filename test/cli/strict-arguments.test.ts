// `strict_arguments: true` shuts out what a tool does not name, at every depth.

import { expect, test } from "vitest";
import { compileInMemory } from "../support/compile-in-memory.js";

const tool: string = "ship_order";

const toolsJson = JSON.stringify([
  {
    name: "ship_order",
    parameters: {
      type: "object",
      properties: {
        to: { type: "object", properties: { city: { type: "string" } } },
        prices: { type: "object", additionalProperties: { type: "number" } },
      },
      required: ["to"],
    },
  },
]);

const policy = (line: string, tools = "tools: ./tools.json") => `version: 1
${tools}
${line}
policies:
  - name: shipping
    actions:
      - tool: ship_order
        effect: allow
`;

const calls: readonly (readonly [args: object, open: boolean, strict: boolean])[] = [
  [{ to: { city: "Rome" } }, true, true],
  [{ to: { city: "Rome" }, prices: { a: 1 } }, true, true],
  [{ to: { city: "Rome" }, note: "x" }, true, false],
  [{ to: { city: "Rome", zip: 1 } }, true, false],
];

test.each(calls)("%j", async (args, open, strict) => {
  const asWritten = await compileInMemory({ yaml: policy(""), toolsJson });
  expect(asWritten.guard().decide(tool, args).allowed).toBe(open);
  const closed = await compileInMemory({ yaml: policy("strict_arguments: true"), toolsJson });
  expect(closed.guard().decide(tool, args).allowed).toBe(strict);
});

/** One argument `x`, by its schema, with values that only an open object takes and values that a closed one takes too. */
const closing: Readonly<
  Record<string, readonly [schema: object, open: object[], closed: object[]]>
> = {
  "in a list": [{ type: "array", items: { properties: { a: {} } } }, [[{ b: 1 }]], [[{ a: 1 }]]],
  "in the first items of a list": [
    { type: "array", prefixItems: [{ type: "object", properties: { a: {} } }] },
    [[{ b: 1 }]],
    [[{ a: 1 }, { b: 1 }]],
  ],
  "in any of several": [
    { anyOf: [{ type: "object", properties: { a: {} } }, { type: "string" }] },
    [{ b: 1 }],
    [{ a: 1 }],
  ],
  "where patterns speak of names": [
    { type: "object", patternProperties: { "^n_": { type: "number" } } },
    [{ b: 1 }],
    [{ n_a: 1 }, {}],
  ],
  "but for what combinations name": [
    {
      type: "object",
      properties: { a: {} },
      anyOf: [{ required: ["b"] }, { properties: { c: { type: "string" } }, required: ["c"] }],
    },
    [{ b: 1, d: 1 }],
    [{ b: 1 }, { a: 1, c: "x" }],
  ],
  "but for what conditions name": [
    {
      type: "object",
      properties: { a: {} },
      if: { required: ["a"] },
      then: { required: ["b"] },
      else: { properties: { c: { type: "string" } } },
    },
    [{ a: 1, b: 1, d: 1 }, { d: 1 }],
    [{ a: 1, b: 1 }, { c: "x" }],
  ],
  "but for what other properties need": [
    { type: "object", properties: { a: {} }, dependentRequired: { a: ["b"] } },
    [{ a: 1, b: 1, c: 1 }],
    [{ a: 1, b: 1 }],
  ],
  "not for what is ruled out": [
    { type: "object", properties: { a: {} }, not: { required: ["b", "c"] } },
    [{ b: 1 }],
    [{ a: 1 }],
  ],
  "in what contains itself": [
    { $ref: "#/$defs/node" },
    [{ more: { more: { more: { b: 1 } } } }],
    [{ more: { more: { more: {} } } }],
  ],
};

test.each(Object.entries(closing))("%s", async (_, [schema, open, closed]) => {
  const $defs = { node: { type: "object", properties: { more: { $ref: "#/$defs/node" } } } };
  const parameters = { type: "object", properties: { x: schema }, required: ["x"], $defs };
  const toolsOf = { toolsJson: JSON.stringify([{ name: "ship_order", parameters }]) };
  const asWritten = (await compileInMemory({ yaml: policy(""), ...toolsOf })).guard();
  const strict = (
    await compileInMemory({ yaml: policy("strict_arguments: true"), ...toolsOf })
  ).guard();
  for (const x of open) {
    expect([x, asWritten.decide(tool, { x }).allowed]).toEqual([x, true]);
    expect([x, strict.decide(tool, { x }).allowed]).toEqual([x, false]);
  }
  for (const x of closed) {
    expect([x, asWritten.decide(tool, { x }).allowed]).toEqual([x, true]);
    expect([x, strict.decide(tool, { x }).allowed]).toEqual([x, true]);
  }
});

test("without a tools module only what constraints name is known", async () => {
  const yaml = `${policy("strict_arguments: true", "")}        constraints:
          max_weight: 10
`;
  const guard = (await compileInMemory({ yaml })).guard();
  expect(guard.decide(tool, { weight: 5 }).allowed).toBe(true);
  expect(guard.decide(tool, { weight: 5, to: "Rome" }).code).toBe("invalid-arguments");
});
