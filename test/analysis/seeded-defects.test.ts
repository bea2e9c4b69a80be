// Each seeded defect is found, alone, and shown by a call that the compiled guard was asked about.

import { describe, expect, it } from "vitest";
import { analysed, witnessOf } from "./analysed.js";
import { clean } from "./clean-policies.js";
import { defects } from "./seeded-defects.js";
import { closedNames, openNames, wrongNames } from "./seeded-names.js";

describe("a policy with one defect", () => {
  it.each([...defects, ...openNames, ...wrongNames])(
    "$name: $code",
    async ({ policies, code, witness, says }) => {
      const found = await analysed(policies);
      expect(found.compilation.contradicted).toEqual([]);
      // What may be absent is another finding, and comes of the tools of the shop.
      expect(
        new Set(found.codes.filter((each) => each !== "SC5005" || code === "SC5005")),
        found.text,
      ).toEqual(new Set([code]));
      if (says !== undefined) expect(found.text).toContain(says);
      if (witness === null) expect(witnessOf(found, code)).toBeUndefined();
      else expect(witnessOf(found, code), found.text).toMatchObject(witness);
    },
  );

  it("there are many", () => expect(defects.length).toBeGreaterThanOrEqual(40));
});

describe("a policy without a defect", () => {
  it.each([...clean, ...closedNames])("$name", async ({ policies }) => {
    const found = await analysed(policies);
    expect(found.text).toBe("");
    expect(found.compilation.contradicted).toEqual([]);
  });

  it("there are many", () => expect(clean.length).toBeGreaterThanOrEqual(20));
});
