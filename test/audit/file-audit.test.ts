// What the file sink writes, when it makes it durable, and what it refuses.

import { createHook } from "node:async_hooks";
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileAudit, readAudit } from "@authensor/safeclaw-runtime/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";
import { brokenLink } from "./broken-link.js";
import { allowed, approval, denied, unknownTool } from "./decisions.js";
import { folder } from "./stream-files.js";

const streams = (directory: string): string[] =>
  readdirSync(directory).map((name) => join(directory, name));
const only = (directory: string): string => {
  const [path, ...others] = streams(directory);
  if (path === undefined || others.length > 0) throw new Error("not exactly one stream");
  return path;
};
/** Writes them to a sink of its own and waits until they are on disk. */
async function record(
  directory: string,
  ...records: readonly DecisionRecord[]
): Promise<ReturnType<typeof fileAudit>> {
  const sink = fileAudit(directory);
  for (const each of records) sink.write(each);
  await sink.flush();
  return sink;
}
const hasProc = existsSync("/proc/self/fd");
const linesOf = (path: string): string[] => readFileSync(path, "utf8").split("\n").slice(0, -1);
const parsed = (path: string): unknown[] => linesOf(path).map((line) => JSON.parse(line));

describe("a stream file", () => {
  it("has one line a decision, its fields in the order of the contract", async () => {
    const directory = folder();
    await record(directory, allowed, denied, unknownTool, approval);
    const fields =
      "v seq time assistant thread run call tool args effect allowed code rule line reason policy prev hash";
    for (const line of parsed(only(directory))) {
      expect(Object.keys(Object(line)).join(" ")).toBe(fields);
    }
    expect(parsed(only(directory))).toMatchObject([
      { v: 2, seq: 1, tool: "refund_order", args: allowed.args, allowed: true, line: 12 },
      { v: 2, seq: 2, code: "constraint", rule: denied.rule, reason: denied.reason },
      { v: 2, seq: 3, assistant: null, args: null, code: "unknown-tool" },
      { v: 2, seq: 4, effect: "require_approval", policy: "sha256:0a1b2c" },
    ]);
  });

  it("tells the time in UTC to the millisecond", async () => {
    const directory = folder();
    const before = new Date().toISOString();
    await record(directory, allowed);
    const [line] = parsed(only(directory));
    const { time } = Object(line);
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
    expect([before, time, new Date().toISOString()].toSorted()[1]).toBe(time);
  });

  it.each<[string, Partial<DecisionRecord>, string]>([
    [
      "a shadow decision",
      { shadow: { effect: "deny", code: null, rule: null } },
      "reason shadow policy",
    ],
    ["what was hidden", { redacted: ["order_id:mask"] }, "args redacted effect"],
    ["facts", { facts: { owner: "sha256:0a1b" } }, "args facts effect"],
    ["an outcome", { outcome: { of: 1, status: "ok", ms: 2.5 } }, "policy outcome prev"],
    ["that of nobody knows what", { outcome: { of: null, status: "error", ms: 0 } }, "outcome"],
  ])("mentions %s in its place, where there is one", async (_, part, order) => {
    const directory = folder();
    await record(directory, { ...allowed, ...part });
    const [line] = parsed(only(directory));
    expect(line).toMatchObject(part);
    expect(Object.keys(Object(line)).join(" ")).toContain(order);
  });

  it("is chained: a script that knows only the format finds every hash right", async () => {
    const directory = folder();
    const calls = Array.from({ length: 50 }, (_, count) => ({ ...denied, call: `call_${count}` }));
    await record(directory, ...calls);
    const path = only(directory);
    expect(brokenLink(path)).toBe(0);
    const lines = linesOf(path);
    for (const [name, forged] of [
      ["edited", lines.with(20, (lines[20] ?? "").replace("5000", "5001"))],
      ["removed", lines.toSpliced(20, 1)],
      ["swapped", lines.with(20, lines[21] ?? "").with(21, lines[20] ?? "")],
    ] as const) {
      writeFileSync(path, forged.join("\n").concat("\n"));
      expect(brokenLink(path), name).toBe(21);
    }
  });

  it("is made at the first decision, with the folders on the way to it", () => {
    const directory = join(folder(), "var", "audit");
    const sink = fileAudit(directory);
    expect(existsSync(directory)).toBe(false);
    sink.write(allowed);
    sink.write(allowed);
    expect(only(directory)).toMatch(
      new RegExp(`/\\d{8}T\\d{9}Z-[\\w.]+-${process.pid}-[0-9a-f]{8}\\.0001\\.jsonl$`, "u"),
    );
  });

  it("belongs to one sink alone", async () => {
    const directory = folder();
    const sinks = [fileAudit(directory), fileAudit(directory), fileAudit(directory)];
    for (const sink of [...sinks, ...sinks]) sink.write(allowed);
    for (const sink of sinks) await sink.flush();
    expect(streams(directory)).toHaveLength(3);
    for (const path of streams(directory)) expect(brokenLink(path)).toBe(0);
  });

  it("stays where it was asked for when the process changes its folder", () => {
    const home = process.cwd();
    const directory = folder();
    try {
      process.chdir(directory);
      const sink = fileAudit("audit");
      process.chdir(home);
      sink.write(allowed);
    } finally {
      process.chdir(home);
    }
    expect(readdirSync(join(directory, "audit"))).toHaveLength(1);
  });

  it("is closed to the world", () => {
    const directory = join(folder(), "audit");
    fileAudit(directory).write(allowed);
    for (const path of [directory, only(directory)]) expect(statSync(path).mode & 0o007).toBe(0);
  });
});

describe("what the model sent", () => {
  it.each([
    ["a newline", "a\nb"],
    ["a carriage return", "a\rb"],
    ["next line", "a\u0085b"],
    ["line separators", "a\u2028b\u2029c"],
    ["a lone surrogate", "a\ud800b"],
    ["an escape sequence", "\u001b[31mred\u001b[0m\u009b2J"],
    ["a right-to-left override", "user\u202egnp.exe"],
    ["an invisible tag", "\u{e0041}"],
    ["NUL", "\u0000"],
    ["backslashes", "\\\\"],
    ["what ends a record", '"},"hash":"0"}'],
  ])("stays one printable line and comes back as it was: %s", async (_, text) => {
    const directory = folder();
    await record(directory, { ...denied, tool: text, args: { [text]: text }, reason: text });
    const stored = readFileSync(only(directory), "utf8");
    expect(stored.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(stored.endsWith("}\n")).toBe(true);
    expect(brokenLink(only(directory))).toBe(0);
    const { entries } = await readAudit(directory);
    expect(entries[0]?.record).toMatchObject({ tool: text, args: { [text]: text }, reason: text });
  });

  it("comes back as it was, whatever it is", async () => {
    const directory = folder();
    const sink = fileAudit(directory);
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.string({ minLength: 30, maxLength: 90 }),
      fc.string({ unit: "grapheme", minLength: 30, maxLength: 90 }),
    );
    const maybe = fc.option(text, { nil: null });
    const records = fc.record({
      assistant: maybe,
      thread: maybe,
      run: maybe,
      call: maybe,
      tool: text,
      args: fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value))),
      effect: fc.constantFrom("allow", "deny", "require_approval"),
      allowed: fc.boolean(),
      code: fc.constantFrom(null, "no-rule", "constraint"),
      rule: maybe,
      line: fc.option(fc.integer({ min: 1 }), { nil: null }),
      reason: text,
      shadow: fc.constantFrom(null, { effect: "deny", code: null, rule: "a/b" } as const),
      policy: maybe,
    });
    const written: DecisionRecord[] = [];
    fc.assert(
      fc.property(records, (each) => {
        sink.write(each);
        written.push(each);
      }),
      { numRuns: 1000 },
    );
    await sink.flush();
    const { entries, faulty } = await readAudit(directory);
    expect(faulty).toEqual([]);
    expect(brokenLink(only(directory))).toBe(0);
    const read = entries.map(({ record: stored }) => {
      const { v, seq, time, prev, hash, ...decision } = stored;
      return { ...decision, shadow: decision.shadow ?? null };
    });
    expect(read).toEqual(written);
  });
});

describe("a record like the one before", () => {
  it.each<[keyof DecisionRecord, Partial<DecisionRecord>]>([
    ["effect", { effect: "require_approval" }],
    ["allowed", { allowed: false }],
    ["code", { code: "no-rule" }],
    ["rule", { rule: "support-assistant/other" }],
    ["line", { line: 13 }],
    ["reason", { reason: "Refunds up to 200" }],
    ["shadow", { shadow: { effect: "deny", code: null, rule: null } }],
    ["policy", { policy: null }],
  ])("has its own %s", async (_, other) => {
    const directory = folder();
    const written = [allowed, { ...allowed, ...other }, allowed];
    await record(directory, ...written);
    const { entries } = await readAudit(directory);
    const read = entries.map(({ record: { v, seq, time, prev, hash, ...decision } }) => ({
      shadow: null,
      ...decision,
    }));
    expect(read).toEqual(written);
  });
});

describe("a record of any length", () => {
  const sizes = [39, 40, 41, 21_000, 22_000, 65_000, 66_000, 200_000];
  it.each(["x", "\u00e9", "\u20ac", "\u{1f4a9}", "\u202e", '"'])(
    "is kept as it is, whatever stood there before it: %j",
    async (character) => {
      const directory = folder();
      const texts = [...sizes, ...sizes.toReversed()].map((size) => character.repeat(size));
      await record(
        directory,
        ...texts.map((text) => ({ ...allowed, args: { text, more: [text] } })),
      );
      expect(brokenLink(only(directory))).toBe(0);
      const { entries } = await readAudit(directory);
      const read = entries.map((entry) => entry.record.args);
      expect(read).toEqual(texts.map((text) => ({ text, more: [text] })));
    },
  );
});

describe("a record of many short values", () => {
  it("is kept as it is, whichever of them is the first that the buffer has no room for", async () => {
    const directory = folder();
    const all = Array.from({ length: 40 }, (_, shift) => ({
      first: "x".repeat(shift),
      texts: Array<string>(1500).fill("y".repeat(39)),
      numbers: Array<number>(shift % 4 === 0 ? 3000 : 0).fill(-0.25),
    }));
    await record(directory, ...all.map((args) => ({ ...allowed, args })));
    const { entries } = await readAudit(directory);
    expect(entries.map((entry) => entry.record.args)).toEqual(all);
  });
});

describe("an object", () => {
  it("without a prototype is kept", async () => {
    const directory = folder();
    const args: unknown = Object.assign(Object.create(null), { amount: -0, currency: null });
    await record(directory, { ...allowed, args });
    expect(parsed(only(directory))).toMatchObject([{ args: { amount: 0, currency: null } }]);
  });

  it("is kept without what somebody put into all prototypes", async () => {
    const directory = folder();
    Object.assign(Object.prototype, { role: "admin" });
    try {
      await record(directory, allowed);
    } finally {
      Reflect.deleteProperty(Object.prototype, "role");
    }
    expect(readFileSync(only(directory), "utf8")).not.toContain("admin");
  });
});

describe("what JSON would keep as something else", () => {
  const holey = [1, 2, 3];
  delete holey[1];
  it.each<[string, Partial<Record<keyof DecisionRecord, unknown>>]>([
    ["a bigint", { args: { amount: 1n } }],
    ["undefined", { args: { amount: undefined } }],
    ["no arguments at all", { args: undefined }],
    ["NaN", { args: { amount: Number.NaN } }],
    ["infinity", { args: [Number.POSITIVE_INFINITY] }],
    ["a function", { args: { toJSON: () => "harmless" } }],
    ["a symbol", { args: { amount: Symbol("amount") } }],
    ["a date", { args: { when: new Date(0) } }],
    ["a map", { args: { all: new Map([["a", 1]]) } }],
    ["a list with a hole", { args: { list: holey } }],
    ["an undefined thread", { thread: undefined }],
    ["a numeric assistant", { assistant: 5 }],
    ["a run that is a number", { run: 5 }],
    ["a call that is a list", { call: ["call_1"] }],
    ["no tool", { tool: null }],
    ["a redaction that is no list", { redacted: "card:mask" }],
    ["a redaction that is no text", { redacted: ["card:mask", 5] }],
    ["facts in a list", { facts: ["owner"] }],
    ["a fact that is a bigint", { facts: { owner: 1n } }],
    ["an effect that does not exist", { effect: "alow" }],
    ["a word for a decision", { allowed: "true" }],
    ["a numeric code", { code: 7 }],
    ["a numeric rule", { rule: 7 }],
    ["line 0", { line: 0 }],
    ["no reason", { reason: null }],
    ["a shadow without an effect", { shadow: { code: null, rule: null } }],
    ["a numeric policy", { policy: 7 }],
    ["an outcome of record 0", { outcome: { of: 0, status: "ok", ms: 1 } }],
    ["an outcome that is neither good nor bad", { outcome: { of: 1, status: "fine", ms: 1 } }],
    ["an outcome before its call", { outcome: { of: 1, status: "ok", ms: -1 } }],
    ["an outcome with a date", { outcome: { of: 1, status: "ok", ms: 1, content: new Date(0) } }],
  ])("is refused by name, and the stream goes on without it: %s", async (_, wrong) => {
    const directory = folder();
    const sink = fileAudit(directory);
    sink.write(allowed);
    expect(() => sink.write(Object.assign({ ...allowed }, wrong))).toThrow(
      `the audit record's \`${Object.keys(wrong)[0]}\` cannot be kept as JSON`,
    );
    sink.write(denied);
    await sink.flush();
    expect(linesOf(only(directory))).toHaveLength(2);
    expect(brokenLink(only(directory))).toBe(0);
  });

  it("is refused where it has no end", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const sink = fileAudit(folder());
    expect(() => sink.write({ ...allowed, args: cycle })).toThrow(RangeError);
    expect(sink.write(allowed)).toBe(1);
  });

  it("is refused when it is longer than any reader takes", async () => {
    const directory = folder();
    const sink = fileAudit(directory);
    const huge = { text: "x".repeat(33 * 1024 * 1024) };
    expect(() => sink.write({ ...allowed, args: huge })).toThrow(/longer than 32 MiB/u);
    sink.write(allowed);
    await sink.flush();
    expect(brokenLink(only(directory))).toBe(0);
  });
});

describe("a place that cannot be written", () => {
  it.each(["strict", "batched", "os"] as const)(
    "is told with the path and the reason, at each decision, and at the end: %s",
    async (durability) => {
      const directory = folder();
      const file = join(directory, "audit.jsonl");
      writeFileSync(file, "precious\n");
      for (const [path, why] of [
        [file, /cannot open an audit log in .*audit\.jsonl: ENOTDIR: not a directory/u],
        [join(file, "below"), /cannot open an audit log in .*below: ENOTDIR: not a directory/u],
      ] as const) {
        const sink = fileAudit(path, { durability, onEvent: () => undefined });
        expect(() => sink.write(allowed)).toThrow(why);
        expect(() => sink.write(allowed)).toThrow(why);
        await expect(sink.flush()).rejects.toThrow(why);
        await expect(sink.close()).rejects.toThrow(why);
        await expect(sink.flush()).rejects.toThrow(why);
      }
      expect(readFileSync(file, "utf8")).toBe("precious\n");
    },
  );

  it.each<[string, object, RegExp]>([
    [
      "an option that there is not",
      { durable: true },
      /no option `durable`: there are durability/u,
    ],
    [
      "an option that is SafeClaw's own",
      { keepResults: true },
      /no option `keepResults`: it is one of `new SafeClaw\(policies, \{ … \}\)`/u,
    ],
    ["a durability that there is not", { durability: "eventual" }, /`strict`, `batched` or `os`/u],
    ["no size", { maxFileBytes: 0 }, /numbers above 0/u],
    ["an age that is no number", { maxFileAge: Number.NaN }, /numbers above 0/u],
  ])("is none with %s", (_, options, why) => {
    expect(() => fileAudit(folder(), options)).toThrow(why);
  });

  it("is none: a folder must be named", () => {
    expect(() => fileAudit("")).toThrow(/path of a directory/u);
    // @ts-expect-error a caller without types
    expect(() => fileAudit(undefined)).toThrow(/path of a directory/u);
  });
});

describe("flush", () => {
  /** Counts what the process asks of the file system while `action` runs. */
  async function requests(action: () => Promise<unknown>): Promise<number> {
    let count = 0;
    const hook = createHook({
      init: (_, type) => {
        if (type === "FSREQCALLBACK") count += 1;
      },
    }).enable();
    await action().finally(() => hook.disable());
    return count;
  }

  it("is one sync for all who ask at once, and none where nothing is new", async () => {
    const sink = fileAudit(folder());
    expect(await requests(() => sink.flush())).toBe(0);
    sink.write(allowed);
    const crowd = (): Promise<unknown> =>
      Promise.all(Array.from({ length: 256 }, () => sink.flush()));
    expect(await requests(crowd)).toBe(1);
    expect(await requests(crowd)).toBe(0);
  });

  it.each([
    ["batched", 0],
    ["os", 0],
    ["strict", 1],
  ] as const)("%s waits for so many syncs: %i", async (durability, syncs) => {
    const directory = folder();
    const sink = fileAudit(directory, { durability });
    sink.write(allowed);
    expect(await requests(() => sink.flush())).toBe(syncs);
    // All of them have it in the file by then.
    expect(linesOf(only(directory))).toHaveLength(1);
    await sink.close();
  });

  const large: DecisionRecord = { ...denied, args: { text: "x".repeat(40_000) } };
  it.each([
    ["is held", denied, {}],
    ["is written at once, for it is large", large, {}],
    ["is written to a file that is full by then", large, { maxFileBytes: 1 }],
  ])(
    "does not count a record as durable that came after the sync began: it %s",
    async (_, late, options) => {
      const sink = fileAudit(folder(), options);
      const overtaken = async (): Promise<void> => {
        sink.write(allowed);
        const first = sink.flush();
        // The sync begins once all has been taken that is written at the same moment.
        await Promise.resolve().then(() => undefined);
        await Promise.resolve().then(() => undefined);
        sink.write(late);
        await first;
        await Promise.all([sink.flush(), sink.flush()]);
      };
      expect(await requests(overtaken)).toBe(2);
      await sink.close();
    },
  );
});

it("what nobody waits for is in the file all the same, before long", async () => {
  const directory = folder();
  fileAudit(directory).write(allowed);
  await expect.poll(() => linesOf(only(directory)).length).toBe(1);
});

it("what nobody waits for is in the file before long, also while more and more comes", async () => {
  const directory = folder();
  const sink = fileAudit(directory);
  for (let count = 0; count < 60; count += 1) {
    sink.write(allowed);
    await sleep(1);
  }
  // All of it is less than what is written at once.
  expect(linesOf(only(directory)).length).toBeGreaterThan(0);
  await sink.close();
});

describe("close", () => {
  it.runIf(hasProc)(
    "makes durable what is there, lets go of the file and takes no more",
    async () => {
      const directory = folder();
      const sink = fileAudit(directory);
      sink.write(allowed);
      const path = only(directory);
      expect(descriptorOf(path)).toBeGreaterThan(0);
      await Promise.all([sink.close(), sink.close()]);
      await sink.close();
      await sink.flush();
      expect(() => descriptorOf(path)).toThrow(/not open/u);
      expect(() => sink.write(allowed)).toThrow(/closed/u);
      expect(linesOf(path)).toHaveLength(1);
    },
  );

  it("leaves no empty file behind where the last one was full", async () => {
    const directory = folder();
    const sink = fileAudit(directory, { maxFileBytes: 1 });
    sink.write(allowed);
    const first = sink.flush();
    await Promise.resolve().then(() => undefined);
    await Promise.all([first, sink.flush(), sink.flush()]);
    await sink.flush();
    await sink.close();
    expect(linesOf(only(directory))).toHaveLength(1);
  });

  it("leaves nothing behind where nothing was decided", async () => {
    const directory = folder();
    await fileAudit(directory).close();
    expect(readdirSync(directory)).toEqual([]);
  });
});

/** Takes the number from the operating system, so that a test can pull the file from under the sink. */
function descriptorOf(path: string): number {
  for (const name of readdirSync("/proc/self/fd")) {
    try {
      if (readlinkSync(`/proc/self/fd/${name}`) === path) return Number(name);
    } catch {
      // The descriptor that listed the folder is gone by now.
    }
  }
  throw new Error(`${path} is not open`);
}
