// The formats of strings: never wider than ajv-formats or the official test suite, narrower only where said here.

import { type Format, isFormat } from "@authensor/safeclaw-runtime/schema";
import { fullFormats } from "ajv-formats/dist/formats.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonSchemaFormats } from "../../compiler/tools/argument-type.js";
import { type Group, isMissing, rows } from "../tools/support/corpora.js";
import { answers } from "./format-answers.js";

/** What is right, and beside it what is nearly so. */
const examples: Readonly<Record<Format, readonly string[]>> = {
  date: ["2024-02-29", "2000-02-29", "1999-12-31", "2024-04-30"],
  "date-time": [
    "2024-02-29T12:30:00Z",
    "1985-04-12t23:20:50.52z",
    "1998-12-31T23:59:60Z",
    "1990-12-31T15:59:60.123-08:00",
    "2024-01-01T00:29:60+00:30",
    "2020-01-01T00:00:00+23:59",
  ],
  time: ["12:30:00Z", "23:59:60Z", "01:29:60+01:30", "22:59:60-01:00", "08:30:06.283185z"],
  email: ["ada@example.org", "a.b+c_d@x-y.co.uk", "o'hara!#$%@1.example", "ä@example.org", "a@b"],
  uri: [
    "https://user:pw@example.org:8080/a%20b/c?d=e&f[]=g#h/i?j",
    "urn:oasis:names",
    "mailto:ada@example.org",
    "http://[2001:db8::1.2.3.4]:80/",
    "http://[v1.fe:d]/",
    "a:/",
    "a:",
    "file:///etc/hosts",
    "tel:+1-816-555-1212",
    "http://1.2.3.4/~x;y=(z)!*'",
    "//example.org/a",
    "/a/b",
  ],
  uuid: ["2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"],
  ipv4: ["192.168.0.1", "0.0.0.0", "255.255.255.255", "1.2.3.04"],
  ipv6: [
    "::",
    "::1",
    "1:2:3:4:5:6:7:8",
    "1::8",
    "1:2:3:4:5:6:7::",
    "::ffff:192.168.0.1",
    "1::2::3",
  ],
  hostname: ["example.org", "a-b.c1.x", "a", `${"a".repeat(63)}.org`, "1.2.3.4", "a_b"],
};

const pieces = [
  ...[
    "",
    " ",
    "0",
    "9",
    "a",
    "f",
    "g",
    "z",
    "Z",
    "T",
    "t",
    "-",
    "+",
    ":",
    "::",
    ".",
    "/",
    "@",
    "%",
  ],
  ...["%41", "[", "]", "?", "#", "\n", "é", "٣", "K", "ſ", "💩", "60", "24", "1.2.3.4", "xn--"],
];

/** A string with a few of its characters gone, doubled or replaced. */
function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(text.length), fc.nat(2), fc.constantFrom(...pieces));
  return fc
    .array(change, { maxLength: 3 })
    .map((changes) =>
      changes.reduce(
        (left, [at, gone, put]) => left.slice(0, at) + put + left.slice(at + gone),
        text,
      ),
    );
}

function asked(format: Format): fc.Arbitrary<string> {
  const others = fc.constantFrom(...Object.values(examples).flat()).chain(mutated);
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...examples[format]).chain(mutated) },
    { weight: 2, arbitrary: others },
    fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 }),
  );
}

function byAjv(format: Format, text: string): boolean {
  const known: unknown = fullFormats[format];
  if (known instanceof RegExp) return known.test(text);
  const validate: unknown = typeof known === "function" ? known : Object(known).validate;
  if (validate instanceof RegExp) return validate.test(text);
  if (typeof validate !== "function") throw new Error(`ajv-formats does not know ${format}`);
  return validate(text) === true;
}

/** What ajv-formats takes and the RFC does not, by format. */
const wider: Partial<Record<Format, RegExp>> = {
  // Between date and time a blank; zones such as `+02` and `+0200`; a leap second in an hour or a minute that is none.
  "date-time": /^\S{10}\s|[+-]\d\d(?:\d\d)?$|(?:2[4-9]|[3-9]\d):\d\d:60|[6-9]\d:60/u,
  time: /[+-]\d\d(?:\d\d)?$|^(?:2[4-9]|[3-9]\d):\d\d:60|^\d\d:[6-9]\d:60/u,
  // A part before the `@` of more than 64 characters, a label of more than 63.
  email: /^[^@]{65}|[^.@]{64}/u,
  // Two slashes before what is no authority, read as one and an empty segment; and one slash before an authority.
  uri: /^[^:]*:\/(?:\/[^/?#]*[:@]|[^/?#]*\[)/u,
  // `urn:uuid:` before it.
  uuid: /^urn:uuid:/iu,
  // A dot at the end, and encoded Unicode, of which RFC 5890 refuses much.
  hostname: /\.$|(?:^|\.)xn--/iu,
};

describe.each(jsonSchemaFormats)("%s", (format) => {
  test.each(answers[format].right)("is %j", (text) => {
    expect(isFormat[format](text)).toBe(true);
  });

  test.each(answers[format].wrong)("is not %j", (text) => {
    expect(isFormat[format](text)).toBe(false);
  });

  test("is what ajv-formats takes, but for what is said here", () => {
    let taken = 0;
    fc.assert(
      fc.property(asked(format), (text) => {
        const holds = isFormat[format](text);
        taken += Number(holds);
        const isWider = !holds && wider[format]?.test(text) === true;
        if (!isWider) expect([text, holds]).toEqual([text, byAjv(format, text)]);
      }),
      { numRuns: 5000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  // What takes more than linear time would not come to an end.
  test.each(["a", "1", "-", ".", ":", "a.", "a@", "%41", "1:", "[", "xn--"])(
    "answers about a hundred thousand times %s",
    (piece) => {
      const long = piece.repeat(100_000);
      for (const example of ["", ...examples[format]]) {
        expect(isFormat[format](example + long + example)).toBeTypeOf("boolean");
      }
    },
  );
});

describe.skipIf(isMissing)("the official test suite", () => {
  const groups = isMissing ? [] : rows<Group>("jsonschema_suite.jsonl");
  const own = groups.flatMap(({ file, schema, tests }) => {
    const asserted = typeof schema === "object" ? schema["format"] : undefined;
    const format = jsonSchemaFormats.find((name) => name === asserted);
    return file.startsWith("optional/format/") && format !== undefined
      ? tests.map(({ data, valid }) => ({ format, data, valid }))
      : [];
  });

  test("agrees", () => {
    const strings = own.filter(({ data }) => typeof data === "string");
    expect(strings.length).toBeGreaterThan(100);
    const others = strings.filter(
      ({ format, data, valid }) => isFormat[format](String(data)) !== valid,
    );
    expect(others).toEqual([]);
  });
});
