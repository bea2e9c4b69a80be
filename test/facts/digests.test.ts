// The digest that stands for a fact in the record can be made again by anyone.

import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "../../runtime/facts/canonical-json.js";
import { sha256 } from "../../runtime/facts/sha256.js";

it("is SHA-256 as Node has it, of any text and length", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  const long = fc.integer({ min: 0, max: 300 }).map((length) => "é".repeat(length));
  fc.assert(
    fc.property(fc.oneof(text, long), (each) => {
      expect(sha256(each)).toBe(createHash("sha256").update(each).digest("hex"));
    }),
    { numRuns: 500 },
  );
  for (let length = 0; length <= 200; length += 1) {
    const each = "a".repeat(length);
    expect(sha256(each)).toBe(createHash("sha256").update(each).digest("hex"));
  }
});

it("is of JSON without blanks, its keys in the order of their UTF-16, as RFC 8785 has it", () => {
  expect(
    canonicalJson({
      "€": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "😀": "Emoji: Grinning Face",
      "\u0080": "Control",
      ö: "Latin Small Letter O With Diaeresis",
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      none: null,
    }),
  ).toBe(
    '{"\\r":"Carriage Return","1":"One","none":null,"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  );
});

it("does not depend on the order of keys, and says the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it("leaves out what is no plain data", () => {
  expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
});
