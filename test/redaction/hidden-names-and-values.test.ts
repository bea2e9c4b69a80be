// What is looked for in a tool's answer: names under which the policy hides arguments, and values that it hid.

import { describe, expect, test } from "vitest";
import { HiddenValues } from "../../runtime/redaction/hidden-values.js";
import { type LogMode, toolLogsOf } from "../../runtime/redaction/log-rules.js";
import { logOf } from "./log-lines.js";

describe("a name", () => {
  test.each<[string, LogMode | null, readonly string[]]>([
    // under this name an answer is hidden in this way, where the log says this
    ["email", "hash", ["email: hash"]],
    ["E-Mail", "hash", ["email: hash"]],
    ["e_mail", "hash", ["Email: hash"]],
    ["Größe", "mask", ["größe: mask"]],
    ["email", "hash", ["customer.email: hash"]],
    ["customer_email", "hash", ["customer.email: hash"]],
    ["customerEmail", "hash", ["customer.email: hash"]],
    ["customer", null, ["customer.email: hash"]],
    ["sku", "drop", ["lines[].sku: drop"]],
    ["lines_sku", "drop", ["lines[].sku: drop"]],
    ["lines", null, ["lines[].sku: drop"]],
    ["tags", "drop", ["tags[]: drop"]],
    ["id", null, ["id: full"]],
    ["phone", null, ["email: hash"]],
    // Of several places with one name, the one that hides most counts.
    ["email", "drop", ["a.email: mask", "b.email: drop"]],
    ["email", "drop", ["a.email: drop", "b.email: mask"]],
    ["email", "mask", ["a.email: hash", "b.email: mask"]],
    ["email", "mask", ["a.email: mask", "b.email: hash"]],
    ["email", "hash", ["a.email: full", "b.email: hash"]],
    ["email", "hash", ["a.email: hash", "b.email: full"]],
    ["a_email", "hash", ["a.email: hash", "b.email: drop"]],
  ])("%s: %s, where the log says %j", (name, mode, lines) => {
    expect(
      toolLogsOf(logOf(...lines))
        .get("t")
        ?.modeOfName(name),
    ).toBe(mode);
  });

  test("of one tool says nothing of another", () => {
    const logs = toolLogsOf([
      { tool: "a", path: ["x"], mode: "mask" },
      { tool: "b", path: ["y"], mode: "drop" },
      { tool: "a", path: ["z"], mode: "hash" },
    ]);
    const modes = ["x", "y", "z"].map((name) => logs.get("a")?.modeOfName(name));
    expect([modes, logs.get("c")]).toEqual([["mask", null, "hash"], undefined]);
  });
});

describe("a value", () => {
  const hidden = (...values: readonly unknown[]) => {
    const all = new HiddenValues();
    for (const value of values) all.add(value);
    return all;
  };

  test.each<[readonly unknown[], string, string]>([
    // what was hidden  the text             without it
    [["41"], "41", "***"],
    [["411"], "a 411 b", "a 411 b"],
    [["4111"], "a 4111 b 4111", "a *** b ***"],
    [[4111], "a 4111 b", "a *** b"],
    [[411], "411", "411"],
    [[-1.5], "at -1.5 degrees", "at *** degrees"],
    [[""], "", ""],
    [[true, null, undefined], "true null undefined", "true null undefined"],
    [[{ a: ["secret", { b: 12345 }] }], "secret 12345 a b", "*** *** a b"],
    [["tea for two", "for two"], "tea for two, for two", "***, ***"],
    [["for two", "tea for two"], "tea for two, for two", "***, ***"],
    [['say "hi"'], String.raw`{"a":"say \"hi\""}`, '{"a":"***"}'],
    [["four"], "five", "five"],
  ])("%j is not in %j", (values, text, left) => {
    expect(hidden(...values).maskIn(text)).toBe(left);
    expect(hidden(...values).isHidden(text)).toBe(left === "***");
  });

  test("of more than a thousand none is looked for: all is hidden", () => {
    const texts = Array.from({ length: 1001 }, (_, index) => `text ${index}`);
    expect(hidden(texts).isHidden("else")).toBe(true);
    expect(hidden(texts.slice(1)).isHidden("else")).toBe(false);
    expect(hidden(texts.slice(1), texts.slice(1)).maskIn("else")).toBe("else");
  });
});
