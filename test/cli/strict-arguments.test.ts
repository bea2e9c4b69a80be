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

test("without a tools module only what constraints name is known", async () => {
  const yaml = `${policy("strict_arguments: true", "")}        constraints:
          max_weight: 10
`;
  const guard = (await compileInMemory({ yaml })).guard();
  expect(guard.decide(tool, { weight: 5 }).allowed).toBe(true);
  expect(guard.decide(tool, { weight: 5, to: "Rome" }).code).toBe("invalid-arguments");
});
