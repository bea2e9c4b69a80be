// docs/conditions.md: every row that shows a condition has the answer that it says.

import { expect, test } from "vitest";
import { z } from "zod";
import { compileInMemory } from "../support/compile-in-memory.js";
import { codeIn, partsOf } from "./markdown.js";
import { readPage } from "./pages.js";

const page = readPage("docs/conditions.md");
const rows = partsOf(page).flatMap((part) =>
  part.kind === "table" && part.columns.join() === "condition,answer" ? part.rows : [],
);
const call = partsOf(page).flatMap((part) =>
  part.kind === "block" && part.language === "text" ? [part.text] : [],
);

const tools = JSON.stringify([
  {
    name: "refund_order",
    parameters: z.toJSONSchema(
      z.strictObject({
        order_id: z.string(),
        amount: z.number(),
        currency: z.enum(["EUR", "USD"]),
        items: z.array(
          z.strictObject({ sku: z.string(), price: z.number(), discount: z.number().optional() }),
        ),
        tags: z.array(z.string()),
        note: z.string().optional(),
        coupon: z.string().nullable(),
      }),
    ),
  },
]);

const answers = new Map([
  ["true", null],
  ["false", "no-rule"],
  ["no answer", "condition-failed"],
  ["SC4003", "refused by the compiler"],
  ["SC4005", "refused by the compiler"],
  ["SC8004", "refused by the compiler"],
  ["SC8006", "refused by the compiler"],
]);

test.each(rows)("%s: %s", async (written = "", answer = "") => {
  const [condition = ""] = codeIn(written.replaceAll("\\|", "|"));
  const compiled = compileInMemory({
    yaml: `version: 1\ntools: ./tools.json\npolicies: [{ name: support, actions: [{ tool: refund_order, effect: allow, when: ${JSON.stringify(condition)} }] }]\n`,
    toolsJson: tools,
  });
  if (answer.startsWith("SC")) return await expect(compiled).rejects.toThrow(answer);
  const policies = await compiled;
  const now = Date.UTC(2026, 0, 31, 12);
  const tool: string = "refund_order";
  const { decision } = policies.guard(null).examine(tool, JSON.parse(call[0] ?? ""), { now });
  expect(decision.code).toBe(answers.get(answer));
});

test("there are rows of every answer", () => {
  expect(new Set(rows.map(([, answer]) => answer))).toEqual(new Set(answers.keys()));
});
