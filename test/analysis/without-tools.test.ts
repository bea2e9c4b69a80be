// Policies without a tools module: witnesses are calls of what the constraints have made of the arguments.

import { expect, test } from "vitest";
import { analysed, witnessOf } from "./analysed.js";
import { action, policy } from "./seeded-defects.js";

test.each([
  ["numbers", "allowed_sizes: [1], size: { in: [0], not_in: [5] }"],
  ["truths", "urgent: { equals: true, not_in: [true, false] }, allowed_urgents: [false]"],
  ["numbers in lists", "sizes: { each: { in: [1], not_in: [1], max: 0 } }"],
])("no call can have these %s", async (_, constraints) => {
  const found = await analysed(policy("all", action("refund", constraints)), null);
  expect(found.compilation.contradicted).toEqual([]);
  expect(found.codes).toContain("SC5002");
  expect(witnessOf(found, "SC5002")).toMatchObject({ answer: "deny" });
});
