// Tools that several sources define: one where they agree, and an error that shows both where they do not.

import { describe, expect, it } from "vitest";
import { readFiles } from "./support/read.js";

const json = (properties: unknown, rest: object = {}): string =>
  JSON.stringify([
    {
      name: "refund_order",
      parameters: { type: "object", properties, additionalProperties: false, ...rest },
    },
  ]);
const typed = (type: string): string =>
  `export function refund_order(args: ${type}) { return args; }`;

const amount = { amount: { type: "number" } };
const nested = (street: object) => ({ address: { type: "object", properties: { street } } });

describe("a tool that two sources define", () => {
  it.each<readonly [string, string, string]>([
    ["two JSON files", json(amount), json(amount)],
    [
      "with other descriptions",
      json(amount),
      json({ amount: { type: "number", description: "How much." } }),
    ],
    [
      "in another order",
      json({ ...amount, currency: { enum: ["EUR", "USD"] } }),
      json({ currency: { enum: ["USD", "EUR"] }, ...amount }),
    ],
    [
      "a union in another order",
      json({ x: { type: ["string", "null"] } }),
      json({ x: { type: ["null", "string"] } }),
    ],
  ])("is one tool where they agree: %s", async (_, first, second) => {
    const { tools, text } = await readFiles({ "a.json": first, "b.json": second });
    expect(text).toBe("\n");
    expect(tools).toHaveLength(1);
    expect(tools?.[0]?.origin.file.path).toBe("a.json");
  });

  it("is one that tsc sees, if it sees one of the two", async () => {
    const { tools, text } = await readFiles({
      "a.json": json(amount),
      "b.ts": typed("{ amount?: number }"),
    });
    expect(text).toBe("\n");
    expect(tools?.map(({ origin }) => [origin.file.path, origin.link?.name])).toEqual([
      ["a.json", "refund_order"],
    ]);
  });

  it("is an error that shows both where they do not", async () => {
    const pairs: readonly (readonly [string, string])[] = [
      [json(amount), json({ amount: { type: "string" } })],
      [json(amount), json(amount, { required: ["amount"] })],
      [json(amount), json({ ...amount, note: { type: "string", maxLength: 80 } })],
      [json(amount), json(amount, { additionalProperties: true })],
      [json(amount), json({ amount: { type: "integer", minimum: 1 } })],
      [json({ x: { enum: ["a", "b"] } }), json({ x: { enum: ["a", "c", 5] } })],
      [
        json(nested({ type: "string" })),
        json(nested({ type: "array", items: { type: "string" } })),
      ],
      [json({ a: {}, b: {}, c: {}, d: {} }), json({ e: {} })],
      [
        json({ x: { anyOf: [{ type: "string", minLength: 1 }, { type: "object" }] } }),
        json({ x: { type: "object" } }),
      ],
    ];
    const texts: string[] = [];
    for (const [first, second] of pairs) {
      const { tools, text } = await readFiles({ "a.json": first, "b.json": second });
      expect(tools).toBeUndefined();
      // The places are in the test of the next case.
      texts.push(
        ...text
          .split("\n")
          .filter((line) => /^error|\^|note:/u.test(line))
          .map((line) => line.trim()),
        "",
      );
    }
    await expect(`${texts.join("\n")}\n`).toMatchFileSnapshot("golden/twins.txt");
  });

  it("is an error across kinds of sources too, with both places", async () => {
    const { tools, text } = await readFiles({
      "a.ts": typed("{ amount: number; reason?: string }"),
      "b.json": json({ ...amount, reason: { type: "string" } }),
    });
    expect(tools).toBeUndefined();
    await expect(text).toMatchFileSnapshot("golden/twins-places.txt");
  });
});
