// Reading from the end: the same records as reading everything, in the same order, however long the lines and files are.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import {
  type AuditFilter,
  type AuditReading,
  readAudit,
  scanAudit,
} from "@authensor/safeclaw-runtime/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";
import { safeclaw } from "../cli/safeclaw.js";
import { allowed, denied } from "./decisions.js";
import { folder, sealAll, stream, type Timed } from "./stream-files.js";
import { numberedCalls, writeCalls } from "./written-log.js";

const at = (ms: number): string => new Date(Date.UTC(2026, 10, 21, 8) + ms).toISOString();
const calls = (reading: AuditReading): (string | null)[] =>
  reading.entries.map(({ record }) => record.call);
const say = (ms: number, call: string, part: Partial<DecisionRecord> = {}): Timed => ({
  at: at(ms),
  record: { ...allowed, call, ...part },
});
const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `call_${index + 1}`);

describe("a filter", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "asst",
      "asst_1",
      "asst_10",
      "null",
      "*",
      "a*",
      'a"b',
      "a\\",
      "退款",
      "😀",
      "😀x",
    ),
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom("\ud83d", "\u202e", "\u2028", "\n", "\u{e0041}", "a\ud83d"),
  );
  const field = fc.option(word, { nil: null });
  const part = fc.record({
    assistant: field,
    thread: field,
    run: field,
    call: field,
    tool: word,
    rule: field,
    policy: field,
    effect: fc.constantFrom("allow" as const, "deny" as const),
    args: fc.dictionary(fc.constantFrom("assistant", "tool", "x"), word),
  });
  const key = fc.constantFrom("assistant", "thread", "tool", "rule", "policy", "effect" as const);
  const value = fc.oneof(
    word,
    word.map((text) => `${text}*`),
    fc.constantFrom("null", "*", "deny", "allow"),
  );
  const filters = fc.array(fc.record({ key, value }), { minLength: 1, maxLength: 3 });

  /** What a filter means, said once more. */
  const fits = (record: DecisionRecord, { key: name, value: text }: AuditFilter): boolean => {
    const held = record[name];
    if (!text.endsWith("*")) return held === null ? text === "null" : held === text;
    return held?.startsWith(text.slice(0, -1)) === true;
  };

  it("finds what it means, whatever stands in the records", async () => {
    const directory = folder();
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), filters, async (parts, asked) => {
        const records = parts.map((each, index) => say(index, "", { ...each }));
        const path = stream(directory, "a.jsonl", records);
        const reading = await readAudit(path, { filters: asked });
        // Half of a pair has no place in a file: it is kept as it is escaped, and compared so.
        const found = records.filter(({ record }) => asked.every((each) => fits(record, each)));
        expect(reading.entries.map(({ record }) => record.seq)).toEqual(
          found.map((each) => records.indexOf(each) + 1),
        );
        expect(reading.faulty).toEqual(parts.length === 0 ? expect.anything() : []);
      }),
      { numRuns: 500 },
    );
  });

  it("that ends within a character finds what begins so", async () => {
    const path = stream(folder(), "a.jsonl", [say(1, "one", { tool: "😀" }), say(2, "two")]);
    const filters = [{ key: "tool", value: "\ud83d*" }] as const;
    expect(calls(await readAudit(path, { filters }))).toEqual(["one"]);
  });

  it("counts aloud what is no record, also where it does not look for anything", async () => {
    const lines = sealAll(ids(6).map((call, index) => say(index, call)));
    const path = join(folder(), "a.jsonl");
    lines[1] = "not a record";
    lines[3] = (lines[3] ?? "").slice(40);
    lines[4] = (lines[4] ?? "").slice(0, -3);
    writeFileSync(path, `${lines.join("\n")}\n${(lines[5] ?? "").slice(0, 99)}`);
    const reading = await readAudit(path, { filters: [{ key: "call", value: "call_6" }] });
    expect(calls(reading)).toEqual(["call_6"]);
    expect(reading.faulty).toEqual([
      { file: path, fault: "foreign", count: 3, line: 2 },
      { file: path, fault: "torn", count: 1, line: 7 },
    ]);
  });
});

describe("a long file", () => {
  it("is read whole wherever its lines end", async () => {
    const directory = folder();
    const length = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 300 }) },
      { weight: 2, arbitrary: fc.integer({ min: 60_000, max: 70_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: 130_000, max: 400_000 }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(length, { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        async (lengths, last) => {
          const records = lengths.map((size, index) =>
            say(index, `call_${index + 1}`, { args: "x".repeat(size), thread: `t${index % 3}` }),
          );
          const path = stream(directory, "a.jsonl", records);
          const all = ids(lengths.length);
          expect(calls(await readAudit(path, { last }))).toEqual(all.slice(-last));
          const filters = [{ key: "thread", value: "t1" }] as const;
          const some = all.filter((_, index) => index % 3 === 1);
          expect(calls(await readAudit(path, { last, filters }))).toEqual(some.slice(-last));
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([33, 70])("has no record in a line beyond all records: %d MiB", async (size) => {
    const [record = "", next = ""] = sealAll([say(1, "first"), say(2, "second")]);
    const path = join(folder(), "a.jsonl");
    writeFileSync(path, `${record}${" ".repeat(size * 1024 * 1024)}\n${next}\n`);
    const reading = await readAudit(path);
    expect(calls(reading)).toEqual(["second"]);
    expect(reading.faulty).toEqual([{ file: path, fault: "foreign", count: 1, line: 1 }]);
  });
});

describe("clocks that jump back", () => {
  it("leave each stream in its own order, and the streams by time", async () => {
    const directory = folder();
    stream(directory, "a.jsonl", [say(10, "a1"), say(50, "a2"), say(20, "a3"), say(30, "a4")]);
    stream(directory, "b.jsonl", [say(5, "b1"), say(25, "b2"), say(40, "b3")]);
    expect(calls(await readAudit(directory))).toEqual(["b1", "a1", "a2", "a3", "b2", "a4", "b3"]);
  });

  it("change nothing of what the newest are, nor of what is found", async () => {
    const moments = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 });
    const streams = fc.array(moments, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(streams, fc.integer({ min: 1, max: 30 }), async (times, last) => {
        const directory = folder();
        for (const [index, each] of times.entries()) {
          const records = each.map((ms, place) =>
            say(ms, `${index}/${place}`, { thread: `t${place % 2}` }),
          );
          stream(directory, `${index}.jsonl`, records);
          if (records.length === 0) writeFileSync(join(directory, `${index}.jsonl`), "");
        }
        const all = calls(await readAudit(directory));
        for (const [index, each] of times.entries()) {
          const own = all.filter((call) => call?.startsWith(`${index}/`));
          expect(own).toEqual(each.map((_, place) => `${index}/${place}`));
        }
        expect(calls(await readAudit(directory, { last }))).toEqual(all.slice(-last));
        const filters = [{ key: "thread", value: "t1" }] as const;
        const odd = all.filter((call) => Number(call?.split("/")[1]) % 2 === 1);
        expect(calls(await readAudit(directory, { last, filters }))).toEqual(odd.slice(-last));
      }),
      { numRuns: 100 },
    );
  });
});

describe("a rotated log", () => {
  const files = (directory: string): string[] => readdirSync(directory).sort();

  it("is one stream, whether or not its files were compressed", async () => {
    const directory = folder();
    await writeCalls(directory, numberedCalls(30), 3000);
    const names = files(directory);
    expect(names.length).toBeGreaterThan(5);
    const before = await readAudit(directory);
    expect(calls(before)).toEqual(ids(30));
    execFileSync(
      "gzip",
      names.slice(0, -2).map((name) => join(directory, name)),
    );
    const after = await readAudit(directory);
    expect(after).toEqual(before);
    expect(new Set(after.entries.map((entry) => entry.stream)).size).toBe(1);
    const filters = [{ key: "call", value: "call_2*" }] as const;
    const found = ids(30).filter((call) => call.startsWith("call_2"));
    expect(calls(await readAudit(directory, { filters }))).toEqual(found);
  });

  it("has each record once while a file is being compressed", async () => {
    const directory = folder();
    await writeCalls(directory, numberedCalls(5));
    const [name = ""] = files(directory);
    const path = join(directory, name);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)).subarray(0, 100));
    const reading = await readAudit(directory);
    expect(calls(reading)).toEqual(ids(5));
    expect(reading.faulty).toEqual([]);
  });

  it("is read as far as it goes where a compressed file was cut off or spoilt", async () => {
    const directory = folder();
    await writeCalls(directory, numberedCalls(2000));
    const [name = ""] = files(directory);
    const path = join(directory, name);
    execFileSync("gzip", [path]);
    const packed = readFileSync(`${path}.gz`);
    truncateSync(`${path}.gz`, Math.floor(packed.length / 2));
    const cut = await readAudit(directory);
    expect(cut.entries.length).toBeGreaterThan(500);
    expect(cut.entries.length).toBeLessThan(2000);
    expect(cut.faulty).toMatchObject([{ fault: "torn", count: 1 }]);
    packed.fill(0xff, Math.floor(packed.length / 2), Math.floor(packed.length / 2) + 50);
    writeFileSync(`${path}.gz`, packed);
    const spoilt = await readAudit(directory);
    expect(spoilt.unreadable).toMatchObject([{ file: `${path}.gz` }]);
    // What the spoilt part happens to unpack to may still look like a record, but not like an intact one.
    const recorded = new Set<unknown>(ids(2000));
    const intact = spoilt.entries.filter((entry) => entry.intact);
    expect(intact.length).toBeGreaterThan(500);
    expect(intact.every(({ record }) => recorded.has(record.call))).toBe(true);
  });

  it("can be any one of its files", async () => {
    const directory = folder();
    await writeCalls(directory, numberedCalls(4));
    const [name = ""] = files(directory);
    execFileSync("gzip", [join(directory, name)]);
    expect(calls(await readAudit(join(directory, `${name}.gz`)))).toEqual(ids(4));
  });
});

describe("what came of a call", () => {
  it("stands with its decision, in whichever file it was recorded", async () => {
    const directory = folder();
    await writeCalls(directory, numberedCalls(12), 1);
    expect(readdirSync(directory).length).toBeGreaterThan(10);
    const { entries } = await readAudit(directory);
    expect(entries.map(({ outcome }) => outcome?.record.outcome)).toEqual(
      numberedCalls(12).map(({ status, ms }, index) => ({ of: 2 * index + 1, status, ms })),
    );
    const one = await readAudit(directory, {
      last: 1,
      filters: [{ key: "call", value: "call_3" }],
    });
    expect(one.entries[0]?.outcome?.record.outcome).toMatchObject({ status: "error", ms: 3 });
  });

  it("is not counted as a decision, and is found although it came after the time that is asked for", async () => {
    const path = stream(folder(), "a.jsonl", [
      say(1, "first"),
      say(2, "second"),
      say(9, "first", { args: null, outcome: { of: 1, status: "ok", ms: 8 } }),
    ]);
    const { entries } = await readAudit(path, { until: new Date(at(2)) });
    expect(entries).toMatchObject([{ record: { call: "first" }, outcome: { intact: true } }]);
    expect(calls(await readAudit(path, { last: 1 }))).toEqual(["second"]);
    expect(calls(await readAudit(path, { since: new Date(at(2)) }))).toEqual(["second"]);
  });
});

describe("until a moment", () => {
  it("is before that moment", async () => {
    const path = stream(folder(), "a.jsonl", [say(1, "a"), say(2, "b"), say(3, "c")]);
    const until = new Date(at(3));
    expect(calls(await readAudit(path, { until }))).toEqual(["a", "b"]);
    expect(calls(await readAudit(path, { since: new Date(at(2)), until }))).toEqual(["b"]);
  });
});

describe("what befell the log", () => {
  it("is told beside the decisions", async () => {
    const directory = folder();
    await writeCalls(directory, numberedCalls(1));
    const [name = ""] = readdirSync(directory);
    // Whoever wrote this is gone.
    const gone = name.replace(/-\d+-([0-9a-f]{8})/u, "-4194305-$1");
    renameSync(join(directory, name), join(directory, gone));
    appendFileSync(join(directory, gone), '{"v":2,"seq":3');
    await writeCalls(directory, numberedCalls(1));
    const { events, faulty } = await readAudit(directory);
    expect(faulty).toEqual([]);
    const { stderr } = await safeclaw(["audit", "--log", directory], directory);
    expect(stderr).toMatch(/^of the log itself: [\d: -]+ torn line cut off \{"file":"[^\n]*\}\n$/u);
    expect(events).toMatchObject([
      { event: "torn line cut off", detail: { file: gone, bytes: 14 } },
    ]);
  });
});

describe("while others write", () => {
  it("gives whole records without a gap, and all that were on disk before", async () => {
    const directory = folder();
    const script = fileURLToPath(new URL("steady-writer.ts", import.meta.url));
    const writer = spawn(process.execPath, ["--import", "tsx", script, directory]);
    const done = createInterface(writer.stdout)[Symbol.asyncIterator]();
    try {
      for (let round = 0; round < 8; round += 1) {
        const onDisk = Number((await done.next()).value);
        const { entries, faulty, unreadable } = await readAudit(directory);
        expect(entries.length).toBeGreaterThanOrEqual(onDisk);
        expect(entries.map(({ record }) => record.seq)).toEqual(
          Array.from(entries, (_, index) => index + 1),
        );
        // At most its last line is not whole yet.
        expect(faulty.every(({ fault, count }) => fault === "torn" && count === 1)).toBe(true);
        expect(unreadable).toEqual([]);
      }
    } finally {
      writer.kill("SIGKILL");
      await once(writer, "close");
    }
  });
});

describe("a scan", () => {
  it("reads no more than is asked for, and closes what it opened", async () => {
    const directory = folder();
    const many = ids(20_000).map((call, index) => say(index, call));
    const path = stream(directory, "a.jsonl", many);
    stream(directory, "b.jsonl", [say(1, "b", { ...denied, call: "b" })]);
    appendFileSync(path, "");
    writeFileSync(path, `not a record\n${readFileSync(path, "utf8")}`);
    const open = (): number => readdirSync("/proc/self/fd").length;
    const before = open();
    const { entries, findings } = await scanAudit(directory);
    for await (const { record } of entries) {
      expect(record.call).toBe("call_20000");
      break;
    }
    expect(open()).toBe(before);
    // The beginning was not looked at.
    expect((await findings()).faulty).toEqual([]);
    expect((await readAudit(directory)).faulty).toMatchObject([{ fault: "foreign", line: 1 }]);
  });
});
