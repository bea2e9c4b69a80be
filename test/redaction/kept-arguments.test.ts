// What is kept of arguments where the policy says this and that of them and of what is in them.

import type { Denied } from "@authensor/safeclaw-runtime";
import { describe, expect, test } from "vitest";
import { HiddenValues } from "../../runtime/redaction/hidden-values.js";
import { toolLogsOf } from "../../runtime/redaction/log-rules.js";
import { Redaction, type RedactionOptions } from "../../runtime/redaction/redaction.js";
import { isRedacted, redactorOf, shownDecision } from "../../runtime/redaction/redactor.js";
import { fails } from "../runtime/memory-audit.js";
import { logOf } from "./log-lines.js";

function keep(args: object, lines: readonly string[], options: Partial<RedactionOptions> = {}) {
  const redaction = new Redaction({ pseudonym: null, ...options });
  const kept = redaction.apply(args, toolLogsOf(logOf(...lines)).get("t")?.rules ?? null);
  return { kept, places: redaction.places, failed: redaction.failed };
}

const denied: Denied = {
  allowed: false,
  effect: "deny",
  code: "internal",
  rule: null,
  line: null,
  policy: null,
  reason: "",
  path: null,
  shadow: null,
};

const customer = { email: "a@b.c", name: "Ada" };
const both = ["customer: mask", "customer.email: full"];

describe("rules of a whole and of its parts", () => {
  test.each<[readonly string[], object, object, readonly string[]]>([
    // what the log says, the arguments, what is kept, and what it is said to be
    [
      ["lines[].a: mask", "lines[].b: drop"],
      { lines: [{ a: 1, b: 2, c: 3 }] },
      { lines: [{ a: "***", c: 3 }] },
      ["lines[].a:mask", "lines[].b:drop"],
    ],
    [
      ["c.a: mask", "c.b: drop"],
      { c: { a: 1, b: 2, c: 3 } },
      { c: { a: "***", c: 3 } },
      ["c.a:mask", "c.b:drop"],
    ],
    [both, { customer }, { customer: { email: "a@b.c", name: "***" } }, ["customer.name:mask"]],
    [both, { customer: null }, { customer: "***" }, ["customer:mask"]],
    [["customer: hash", "customer.email: full"], { customer: null }, { customer: null }, []],
    [
      ["customer: full", "customer.email: mask"],
      { customer: { email: "a", token: "t" } },
      { customer: { email: "***", token: "t" } },
      ["customer.email:mask"],
    ],
    // What is to be hidden in an object may come in a list, or as text, and the other way round.
    [["customer.email: mask"], { customer: [customer] }, { customer: "***" }, ["customer:mask"]],
    [
      ["customer.email: mask"],
      { customer: JSON.stringify(customer) },
      { customer: "***" },
      ["customer:mask"],
    ],
    [both, { customer: "a@b.c" }, { customer: "***" }, ["customer:mask"]],
    [["customer.email: mask"], { customer: 7 }, { customer: "***" }, ["customer:mask"]],
    [["tags[]: mask"], { tags: { 0: "a" } }, { tags: "***" }, ["tags:mask"]],
    [["customer.email: full"], { customer: "a@b.c" }, { customer: "a@b.c" }, []],
    [
      ["customer.email: full"],
      { customer: [{ token: "t" }] },
      { customer: [{ token: "***" }] },
      ["customer[].token:mask"],
    ],
    [["token: full", "token.a: full"], { token: ["t"] }, { token: ["t"] }, []],
    // What is beside it stays.
    [
      ["a: mask"],
      { list: [1, [2]], other: { b: null }, a: 1, c: "x" },
      { list: [1, [2]], other: { b: null }, a: "***", c: "x" },
      ["a:mask"],
    ],
    [[], { note: '{"password":"1"}' }, { note: '{"password":"1"}' }, []],
  ])("%j of %j", (lines, args, kept, places) => {
    expect(keep(args, lines)).toEqual({ kept, places, failed: false });
  });

  test("what is not changed is the same, and what is changed is frozen", () => {
    const args = { a: { list: [1] }, b: { token: "t" }, c: [{ token: "t" }] };
    const kept = Object(keep(args, []).kept);
    expect(kept.a).toBe(args.a);
    expect([kept, kept.b, kept.c, kept.c[0]].map(Object.isFrozen)).toEqual(Array(4).fill(true));
  });
});

test("what is kept in full is kept, though parts of it have rules and it has no parts", () => {
  const args = { token: "x".repeat(9000) };
  expect(keep(args, ["token: full", "token.a: full"])).toMatchObject({ kept: args, places: [] });
});

test("of a tool whose arguments nobody knows, none has a name that may be kept", () => {
  const tools = [{ name: "code_interpreter", arguments: null }];
  const log = [{ tool: "code_interpreter", path: ["code"], mode: "mask" as const }];
  const { keptOf } = redactorOf({ log, tools }, false);
  const kept = { args: {}, redacted: ["[+1]:drop"], failed: false };
  expect(keptOf("code_interpreter", '{"code":"x"}', null, "no-rule")).toEqual(kept);
});

test("of arguments that nobody can say of whether they fit, nothing is kept", () => {
  const tools = [{ name: "t", arguments: { accepts: fails, explain: fails, names: ["a"] } }];
  const { keptOf } = redactorOf({ log: logOf("a: mask"), tools }, false);
  const kept = { args: { a: "***" }, redacted: ["a:mask", "[+1]:drop"], failed: false };
  expect(keptOf("t", { a: 1, b: 2 }, null, "denied")).toEqual(kept);
});

test("of a tool of which nothing is hidden, arguments that do not fit stay as they are", () => {
  const schema = { accepts: () => false, explain: () => ({ path: null, message: "" }) };
  const tools = [{ name: "t", arguments: schema }];
  const { keptOf } = redactorOf({ log: logOf("a: full", "b.c: full"), tools }, false);
  const args = { a: 1, b: { d: 1 }, e: 1 };
  expect(keptOf("t", args, args, "invalid-arguments")).toMatchObject({ args, redacted: [] });
});

describe("a decision as it is shown", () => {
  const invalid = "invalid-arguments" as const;
  test.each<[Denied["code"], string | null, string, readonly string[], string]>([
    // code, path, reason, what is hidden, the reason that is shown
    [invalid, "a", "invalid arguments: a: wrong", ["a:mask"], "invalid arguments: a: wrong"],
    [
      invalid,
      "a.b",
      'invalid arguments: a.b: no "x"',
      ["a:mask"],
      'invalid arguments: a: no "***"',
    ],
    [
      invalid,
      "l.0.s",
      "invalid arguments: l.0.s: wrong",
      ["l[].s:mask"],
      "invalid arguments: l[].s: wrong",
    ],
    [
      invalid,
      "l.10.2.s",
      "invalid arguments: l.10.2.s: wrong",
      ["l[][].s:mask"],
      "invalid arguments: l[][].s: wrong",
    ],
    [
      invalid,
      "l.0",
      "invalid arguments: l.0: wrong",
      ["l[]:mask"],
      "invalid arguments: l[]: wrong",
    ],
    [invalid, null, 'invalid arguments: no "x"', ["[+1]:drop"], 'invalid arguments: no "***"'],
    [
      invalid,
      null,
      'invalid arguments: no "x"',
      ["a:mask", "[+12]:drop"],
      'invalid arguments: no "***"',
    ],
    [
      invalid,
      "x.y",
      'invalid arguments: x.y: no "x"',
      ["a:mask", "[+1]:drop"],
      'invalid arguments: no "***"',
    ],
    [
      "malformed-arguments",
      "x",
      "malformed arguments: x: -0",
      [":drop"],
      "malformed arguments: -0",
    ],
    // What was cut off may have been what differs.
    [invalid, "a…", "invalid arguments: a…: wrong", ["b:mask"], "invalid arguments: wrong"],
    // Words that are not ours may say anything.
    [invalid, "a", "hunter2", ["a:mask"], "invalid arguments: a"],
  ])("%s at %s: %s, with %j", (code, path, reason, redacted, shown) => {
    const decision = { ...denied, code, path, reason };
    expect(shownDecision(decision, { args: {}, redacted })).toEqual({
      ...decision,
      path: null,
      reason: shown,
    });
  });

  test.each<[Denied["code"], string | null, readonly string[]]>([
    [invalid, "b", []],
    [invalid, "b", ["a:mask"]],
    [invalid, "ab", ["a:mask"]],
    [invalid, "a", ["a.b:mask"]],
    [invalid, "a", ["a:cut"]],
    [invalid, "a…", ["a:cut"]],
    [invalid, null, ["a:mask", "b:drop"]],
    [invalid, null, ["[+1]:drops"]],
    [invalid, "l.s", ["l[].s:mask"]],
    ["constraint", "a", ["a:mask"]],
  ])("%s at %s is as it was, with %j", (code, path, redacted) => {
    const decision = { ...denied, code, path, reason: `invalid arguments: ${path}: no "x"` };
    expect(shownDecision(decision, { args: {}, redacted })).toBe(decision);
  });
});

test("arguments of which something is hidden are known as such, not those that were cut", () => {
  const { keptOf } = redactorOf({}, false);
  const kept = [{ pin: 1 }, { pin: 1, a: "x".repeat(9000) }, { a: "x".repeat(9000) }, { a: 1 }];
  for (const args of kept) keptOf("t", args, args, null);
  expect(kept.map(isRedacted)).toEqual([true, true, false, false]);
  expect([null, "text", undefined].map(isRedacted)).toEqual([false, false, false]);
});

describe("stand-ins", () => {
  test("are the same for equal values, whatever order their keys come in", () => {
    const texts: string[] = [];
    const pseudonym = (text: string) => `<${texts.push(text)}>`;
    const { kept } = keep(
      { a: { y: [{ d: 1, c: null }], x: "1" }, b: "x", c: 7 },
      ["a: hash", "b: hash", "c: hash"],
      { pseudonym },
    );
    expect(texts).toEqual(['{"x":"1","y":[{"c":null,"d":1}]}', "x", "7"]);
    expect(kept).toEqual({ a: "<1>", b: "<2>", c: "<3>" });
    keep({ a: { x: "1", y: [{ c: null, d: 1 }] } }, ["a: hash"], { pseudonym });
    expect(texts[3]).toBe(texts[0]);
  });

  test("where nobody makes any, values are masked, which is no failure", () => {
    const masked = { kept: { a: "***" }, places: ["a:mask"] };
    expect(keep({ a: 1 }, ["a: hash"])).toEqual({ ...masked, failed: false });
    const pseudonym = () => null;
    expect(keep({ a: 1 }, ["a: hash"], { pseudonym })).toEqual({ ...masked, failed: true });
  });
});

describe("of arguments of any size are kept", () => {
  const room = 64 * 1024;
  /** Texts that leave nothing of the room, with their keys and 8 for each. */
  const full = [...Array(7).fill("x".repeat(8181)), "x".repeat(8185), ""];

  test("64 Ki characters, with those of the keys and 8 for each value", () => {
    expect(room - 12 - full.reduce((sum, text) => sum + 8 + text.length, 0)).toBe(0);
    expect(keep({ list: full }, [])).toMatchObject({ kept: { list: full }, places: [] });
    expect(keep({ list: [...full, 1] }, [])).toMatchObject({ places: ["list:cut"] });
    expect(keep({ lists: full }, [])).toMatchObject({ kept: { lists: full.slice(0, -1) } });
  });

  test("as many stand-ins as have room", () => {
    const { kept } = keep({ list: Array(2000).fill(1) }, ["list[]: hash"], {
      pseudonym: () => "<>",
    });
    expect(Object(kept).list).toHaveLength(910);
  });

  test("whatever the log keeps in full, and all of a whole that it keeps", () => {
    const list = Array(9000).fill(1);
    const args = { list, a: { b: { c: list }, d: 1 }, e: { f: 1, g: 1 } };
    const { kept, places } = keep(args, ["a: full", "a.d: mask", "e.f: full"]);
    expect(kept).toMatchObject({ a: { b: { c: list }, d: "***" }, e: { f: 1 } });
    expect(Object(kept).e).not.toHaveProperty("g");
    expect(places).toEqual(["list:cut", "a.d:mask", "e:cut"]);
  });

  test("32 levels", () => {
    const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) });
    expect(keep(nested(31), [])).toMatchObject({ kept: nested(31), places: [] });
    expect(keep(nested(33), []).places).toEqual([`${Array(32).fill("a").join(".")}:cut`]);
  });

  test("no fewer values, where all that is hidden is looked for", () => {
    const found = new HiddenValues();
    const deep = Array.from({ length: 60 }).reduce<object>((inner) => ({ inner }), { pin: "4711" });
    keep({ list: Array(9000).fill(1), deep, token: "tok_1" }, [], { found });
    expect(["4711", "tok_1", "1"].map((text) => found.isHidden(text))).toEqual([true, true, false]);
  });
});

describe("places are written", () => {
  test.each<[object, string]>([
    [{ pin: 1 }, "pin:mask"],
    [{ a: { b: [[{ pin: 1 }]] } }, "a.b[][].pin:mask"],
    [{ ["k".repeat(64)]: { pin: 1 } }, `${"k".repeat(64)}.pin:mask`],
    [{ ["k".repeat(65)]: { pin: 1 } }, `${"k".repeat(64)}….pin:mask`],
    [
      ["a", "b", "c", "d", "e"].reduce<object>((inner, key) => ({ [key.repeat(60)]: inner }), {
        pin: 1,
      }),
      `${["e", "d", "c", "b"].map((key) => key.repeat(60)).join(".")}.${"a".repeat(12)}…:mask`,
    ],
  ])("%#", (args, place) => {
    expect(keep(args, []).places).toEqual([place]);
  });
});
