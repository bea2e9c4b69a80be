// The strict reader against the reference reader, which was written from the specification alone and for obviousness.

import fc from "fast-check";
import { expect, test } from "vitest";
import { Malformed } from "../../runtime/malformed.js";
import { parseArguments } from "../../runtime/parse-arguments.js";
import { readArguments } from "../oracle/read-arguments.js";
import { Malformed as MalformedForReference } from "../oracle/well-formed.js";

const malformed = "malformed";

function read(args: unknown): unknown {
  const result = parseArguments(args);
  return result instanceof Malformed ? malformed : result;
}

function reference(args: unknown): unknown {
  try {
    return readArguments(args);
  } catch (error) {
    if (error instanceof MalformedForReference) return malformed;
    throw error;
  }
}

/** Texts that a strict reader must tell apart: few keys, so that they meet; escapes, blanks and odd numbers. */
const blank = fc.constantFrom("", "", "", " ", "\n", "\t ");
const key = fc.constantFrom(
  ...['"a"', '"\\u0061"', '"b"', '"a:b"', '"\\":"', '"\\\\"', '""', '"1"', '"01"', '"__proto__"'],
  '"constructor"',
);
const scalar = fc.oneof(
  fc.constantFrom("true", "false", "null", "0", "-0", "1e999", "-1e-999", "9007199254740991"),
  fc.constantFrom("9007199254740992", "9007199254740993", "1e300", "1.5", "01", "+1", ".5", "NaN"),
  fc.constantFrom('":"', '"\\""', '"{}"', '"a\\\\"', '"\\ud83d"', '"é"', '"\n"', '"\\x41"', "'a'"),
  fc.double().map(String),
  fc.string().map((text) => JSON.stringify(text)),
);
const { json } = fc.letrec<{ json: string }>((tie) => {
  const spaced = (part: fc.Arbitrary<string>) =>
    fc.tuple(blank, part, blank).map((parts) => parts.join(""));
  const member = fc.tuple(spaced(key), spaced(tie("json"))).map((parts) => parts.join(":"));
  const list = (part: fc.Arbitrary<string>) =>
    fc.array(part, { maxLength: 4 }).map((parts) => parts.join(","));
  return {
    json: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      scalar,
      list(member).map((members) => `{${members}}`),
      list(member).map((members) => `{${members}}`),
      list(spaced(tie("json"))).map((elements) => `[${elements}]`),
    ),
  };
});
const object = fc
  .array(fc.tuple(key, json), { maxLength: 4 })
  .map((members) => `{${members.map((member) => member.join(":")).join(",")}}`);

/** The same with one character gone or another put in. */
const damaged = fc
  .tuple(object, fc.nat(), fc.constantFrom("", ...'{}[]:,"\\0- '))
  .map(([text, at, put]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(place + 1);
  });

test.each<[string, fc.Arbitrary<string>]>([
  ["any JSON", json],
  ["objects", object],
  ["damaged objects", damaged],
  ["any text", fc.string({ unit: "binary" })],
])("text is read as the reference reads it: %s", (_what, text) => {
  fc.assert(
    fc.property(text, (args) => {
      expect(read(args)).toEqual(reference(args));
    }),
    { numRuns: 5_000 },
  );
});

const anyKey = fc.oneof(fc.string(), fc.constantFrom("a", "__proto__", "constructor", "length"));
const anything = fc.anything({
  key: anyKey,
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
const plain = fc.dictionary(anyKey, fc.oneof(fc.jsonValue(), anything));

test("values are read as the reference reads them", () => {
  fc.assert(
    fc.property(fc.oneof(anything, plain), (args) => {
      expect(read(args)).toEqual(reference(args));
    }),
    { numRuns: 10_000 },
  );
});

/** Every object and array in a value. */
function parts(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value === "object" && value !== null && !found.has(value)) {
    found.add(value);
    for (const part of Object.values(value)) parts(part, found);
  }
  return found;
}

test("a copy shares nothing with what it was made from, and is frozen all through", () => {
  fc.assert(
    fc.property(plain, (args) => {
      const copied = read(args);
      const given = parts(args);
      for (const part of parts(copied)) {
        expect(given.has(part)).toBe(false);
        expect(Object.isFrozen(part)).toBe(true);
      }
    }),
    { numRuns: 5_000 },
  );
});

test("a value and its text are read alike", () => {
  // JSON has no way to write -0 down.
  const values = fc.jsonValue().filter((value) => !hasNegativeZero(value));
  fc.assert(
    fc.property(fc.dictionary(anyKey, values), (args) => {
      const text = JSON.stringify(args);
      const copied = read(args);
      expect(read(text)).toEqual(copied);
      if (copied !== malformed) expect(JSON.stringify(copied)).toBe(text);
    }),
    { numRuns: 5_000 },
  );
});

function hasNegativeZero(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(hasNegativeZero)
    : Object.is(value, -0);
}
