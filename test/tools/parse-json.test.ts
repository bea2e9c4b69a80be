// JSON is read as JSON.parse reads it, with the places of all things and without duplicate keys.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import type { ValueSyntax } from "../../compiler/syntax/syntax.js";
import { parseJson } from "../../compiler/tools/json/parse-json.js";

function parse(text: string): { value: ValueSyntax | undefined; messages: readonly string[] } {
  const report = new Report();
  const value = parseJson(new SourceFile("tools.json", text), report);
  const messages = report.diagnostics.map(
    ({ message, file, range }) => `${file.position(range.start).column}: ${message}`,
  );
  return { value, messages };
}

function plain(value: ValueSyntax): unknown {
  if (value.kind === "list") return value.items.map(plain);
  if (value.kind !== "map") return value.value;
  return Object.fromEntries(value.entries.map((entry) => [entry.key.text, plain(entry.value)]));
}

describe("JSON", () => {
  it("means what it means to JSON.parse", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (json, indent) => {
        const value: unknown = JSON.parse(json);
        const text = JSON.stringify(value, null, indent);
        const read = parse(text).value;
        expect(read && plain(read)).toEqual(value);
      }),
    );
  });

  it("is refused exactly where JSON.parse refuses it", () => {
    const pieces = [
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"\\u0041"',
      "1",
      "-0.5e+3",
      "01",
      "null",
      " ",
      "'",
      "\\",
      "\n",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 7 }), (parts) => {
        const text = parts.join("");
        let expected = true;
        try {
          JSON.parse(text);
        } catch {
          expected = false;
        }
        const { value, messages } = parse(text);
        // JSON.parse takes the last of two keys, and infinity for a number that it cannot hold.
        const isStricter = messages.some((message) => /stands twice|too large/u.test(message));
        if (!isStricter) expect(value !== undefined).toBe(expected);
      }),
      { numRuns: 20_000 },
    );
  });

  it("keeps the place of every value", () => {
    const text = '{ "a": [1, "two"] }';
    const { value } = parse(text);
    const list = value?.kind === "map" ? value.entries[0]?.value : undefined;
    const items = list?.kind === "list" ? list.items : [];
    expect(items.map(({ range }) => text.slice(range.start, range.end))).toEqual(["1", '"two"']);
  });

  it.each([
    ['{"a": 1, "a": 2}', "10: the key `a` stands twice"],
    ['{"a": 1, "\\u0061": 2}', "10: the key `a` stands twice"],
    ["[1,]", "4: a JSON value is expected here"],
    ["{a: 1}", "2: a key in double quotes is expected here"],
    ['{"a" 1}', "6: `:` is expected here"],
    ["[1 2]", "4: `,` or `]` is expected here"],
    ["[1", "3: the JSON ends too early"],
    ["", "1: the JSON ends too early"],
    ["[] []", "4: nothing may follow the JSON value"],
    ["# yaml\na: 1", "1: a JSON value is expected here"],
    ["[1e999]", "2: `1e999` is too large a number"],
    ['["a\tb"]', "2: a JSON value is expected here"],
    [`${"[".repeat(300)}${"]".repeat(300)}`, "257: the JSON is nested more than 256 levels deep"],
  ])("%s is refused", (text, message) => {
    expect(parse(text).messages).toEqual([message]);
  });

  it("can hold texts of megabytes", () => {
    const long = "x".repeat(4 * 1024 * 1024);
    const { value } = parse(JSON.stringify([long]));
    expect(value && plain(value)).toEqual([long]);
  });
});
