// Reading a log in whatever state it is: torn, altered, mixed with other things, written by many.

import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type AuditFilter, type AuditReading, readAudit } from "@authensor/safeclaw-runtime/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowed, approval, denied, unknownTool } from "./decisions.js";
import { folder, sealAll, stream, type Timed } from "./stream-files.js";

const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 8, 0, second)).toISOString();
const calls = (reading: AuditReading): (string | null)[] =>
  reading.entries.map(({ record }) => record.call);
const three: readonly Timed[] = [
  { at: at(1), record: { ...allowed, call: "first" } },
  { at: at(2), record: { ...denied, call: "second" } },
  { at: at(3), record: { ...approval, call: "third" } },
];

describe("a torn last line", () => {
  it("is never taken for a record, wherever it was cut", async () => {
    const directory = folder();
    const path = stream(directory, "a.jsonl", three);
    const bytes = readFileSync(path);
    const whole = sealAll(three.slice(0, 2)).join("\n").length + 1;
    for (let length = bytes.length - 1; length >= whole; length -= 1) {
      truncateSync(path, length);
      const { faulty, ...reading } = await readAudit(path);
      expect(calls({ faulty, ...reading })).toEqual(["first", "second"]);
      const torn = { file: path, fault: "torn", count: 1, line: 3 };
      expect(faulty).toEqual(length === whole ? [] : [torn]);
    }
  });

  it("is torn although it is JSON, where its hash does not fit", async () => {
    const path = stream(folder(), "a.jsonl", three);
    appendFileSync(path, (sealAll(three)[0] ?? "").replace("50", "51"));
    const reading = await readAudit(path);
    expect(calls(reading)).toEqual(["first", "second", "third"]);
    expect(reading.faulty).toMatchObject([{ fault: "torn", line: 4 }]);
  });
});

describe("a line in the middle", () => {
  const [record = ""] = sealAll(three);
  const without = (field: string): string => {
    const { [field]: _, ...rest } = JSON.parse(record);
    return JSON.stringify(rest);
  };
  const withField = (field: string, value: unknown): string =>
    JSON.stringify({ ...JSON.parse(record), [field]: value });
  const event = (fields: object): string =>
    JSON.stringify({ v: 2, seq: 1, time: at(1), ...fields, prev: "", hash: "" });
  it.each<[string, string | Buffer]>([
    ["nothing", ""],
    ["prose", "rotated by logrotate"],
    ["another program's JSON", '{"level":"info","msg":"listening"}'],
    ["null", "null"],
    ["a list", `[${record}]`],
    ["a byte order mark before a record", `\ufeff${record}`],
    ["zeros, as after a power cut", Buffer.alloc(512)],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x80])],
    ["half of a record and all of the next", record.slice(0, 90) + record],
    ["two records", record + record],
    ["a record without its decision", without("effect")],
    ["a record without its hash", without("hash")],
    ["a record without arguments", without("args")],
    ...(
      [
        ["v", 0],
        ["seq", 0],
        ["seq", 1.5],
        ["seq", "1"],
        ["time", "yesterday"],
        ["time", `on ${at(1)}`],
        ["time", `${at(1)} or so`],
        ["time", [at(1)]],
        ["assistant", 5],
        ["tool", null],
        ["effect", "alow"],
        ["allowed", "true"],
        ["redacted", [5]],
        ["facts", null],
        ["facts", "owner"],
        ["facts", ["owner"]],
        ["line", -1],
        ["shadow", "deny"],
        ["shadow", { effect: "deny", code: 7, rule: null }],
        ["outcome", null],
        ["outcome", { of: 1.5, status: "ok", ms: 1 }],
        ["outcome", { of: 1, status: "", ms: 1 }],
        ["outcome", { of: 1, status: "ok", ms: "1" }],
        ["prev", null],
        ["hash", 7],
      ] as const
    ).map(([field, value]): [string, string] => [
      `the ${field} ${JSON.stringify(value)}`,
      withField(field, value),
    ]),
    ["an event without a detail", event({ event: "log resumed" })],
    ["an event with a list for a detail", event({ event: "log resumed", detail: [] })],
    ["an event without a name", event({ detail: {} })],
    ["a name from the prototype", '{"__proto__":{"v":1},"constructor":1}'],
    ["a line beyond any record", "x".repeat(33 * 1024 * 1024)],
  ])("that is no record is counted and the rest read: %s", async (_, line) => {
    const path = stream(folder(), "a.jsonl", three.slice(0, 1));
    appendFileSync(path, line);
    appendFileSync(path, "\n");
    appendFileSync(path, `${sealAll(three)[1]}\n`);
    const reading = await readAudit(path);
    expect(calls(reading)).toEqual(["first", "second"]);
    expect(reading.faulty).toEqual([{ file: path, fault: "foreign", count: 1, line: 2 }]);
  });

  it("that a newer version wrote is told apart", async () => {
    const path = stream(folder(), "a.jsonl", three);
    appendFileSync(path, '{"v":3,"decision":"unheard of"}\n{"v":4}\n');
    const reading = await readAudit(path);
    expect(reading.entries).toHaveLength(3);
    expect(reading.faulty).toEqual([{ file: path, fault: "newer", count: 2, line: 4 }]);
  });

  it("that was changed is shown, but not as intact", async () => {
    const path = stream(folder(), "a.jsonl", three);
    writeFileSync(path, readFileSync(path, "utf8").replace('"amount":5000', '"amount":50'));
    const reading = await readAudit(path);
    expect(reading.entries.map(({ intact }) => intact)).toEqual([true, false, true]);
    expect(reading.faulty).toEqual([{ file: path, fault: "altered", count: 1, line: 2 }]);
  });

  it("may hold fields of a later minor change; they are kept", async () => {
    const path = stream(folder(), "a.jsonl", []);
    writeFileSync(path, `${withField("later", { ok: true })}\n`);
    const { entries } = await readAudit(path);
    expect(entries[0]?.record).toMatchObject({ later: { ok: true } });
  });

  it("is read as it was however much garbage stands around it", async () => {
    const directory = folder();
    const lines = sealAll(three);
    const junk = fc.string({ unit: "binary" }).map((text) => text.replaceAll("\n", ""));
    const pieces = fc.array(fc.oneof(junk, fc.constantFrom(...lines)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(pieces, async (file) => {
        const path = join(directory, "any.jsonl");
        writeFileSync(path, file.map((line) => `${line}\n`).join(""));
        const { entries, faulty } = await readAudit(path);
        const texts = entries.map(({ text }) => text);
        expect(texts.toSorted()).toEqual(file.filter((line) => lines.includes(line)).toSorted());
        const skipped = faulty.reduce((sum, { count }) => sum + count, 0);
        expect(texts.length + skipped).toBe(file.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a folder", () => {
  it("is read as one log: by time, then stream, then sequence", async () => {
    const directory = folder();
    const say = (second: number, call: string): Timed => ({
      at: at(second),
      record: { ...allowed, call },
    });
    stream(directory, "b.jsonl", [say(1, "b1"), say(2, "b2"), say(2, "b3"), say(9, "b4")]);
    stream(directory, "a.jsonl", [say(2, "a1"), say(2, "a2"), say(3, "a3")]);
    stream(directory, "notes.txt", [say(1, "not a stream")]);
    expect(calls(await readAudit(directory))).toEqual(["b1", "a1", "a2", "b2", "b3", "a3", "b4"]);
  });

  it("may hold other things, empty streams and streams that are gone by now", async () => {
    const directory = folder();
    stream(directory, "a.jsonl", three);
    writeFileSync(join(directory, "empty.jsonl"), "");
    mkdirSync(join(directory, "folder.jsonl"));
    execFileSync("mkfifo", [join(directory, "pipe.jsonl")]);
    symlinkSync(join(directory, "nowhere"), join(directory, "gone.jsonl"));
    const reading = await readAudit(directory);
    expect(calls(reading)).toEqual(["first", "second", "third"]);
    expect(reading.faulty).toEqual([]);
    expect(reading.unreadable).toMatchObject([
      { file: join(directory, "gone.jsonl"), error: { code: "ENOENT" } },
    ]);
  });

  it("is an error where it is not there, or is neither folder nor file", async () => {
    await expect(readAudit(join(folder(), "none"))).rejects.toThrow(/ENOENT/u);
    await expect(readAudit("/dev/null")).rejects.toThrow(/neither a file nor a folder/u);
  });
});

describe("asking", () => {
  it("for the newest gives the same as sorting everything, for any streams and any number", async () => {
    const moments = fc
      .array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 })
      .map((seconds) => seconds.toSorted((a, b) => a - b));
    const cases = fc.tuple(
      fc.array(moments, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([streams, last]) => {
        const directory = folder();
        const all: { key: string; call: string }[] = [];
        for (const [index, seconds] of streams.entries()) {
          const records = seconds.map((second, position) => {
            const call = `${index}/${position}`;
            all.push({ key: `${at(second)} ${index} ${String(position).padStart(3, "0")}`, call });
            return { at: at(second), record: { ...allowed, call } };
          });
          stream(directory, `${index}.jsonl`, records);
          if (records.length === 0) writeFileSync(join(directory, `${index}.jsonl`), "");
        }
        const sorted = all.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ call }) => call);
        const reading = await readAudit(directory, { last });
        expect(calls(reading)).toEqual(sorted.slice(-last));
        expect(reading.more).toBe(all.length > last);
      }),
      { numRuns: 100 },
    );
  });

  it("since a moment includes that moment", async () => {
    const path = stream(folder(), "a.jsonl", three);
    expect(calls(await readAudit(path, { since: new Date(at(2)) }))).toEqual(["second", "third"]);
    expect(calls(await readAudit(path, { since: new Date(at(4)) }))).toEqual([]);
  });

  const records: readonly Timed[] = [allowed, denied, unknownTool, approval].map(
    (record, index) => ({ at: at(index), record: { ...record, call: `call_${index}` } }),
  );
  it.each<[string, readonly AuditFilter[], readonly number[]]>([
    ["an assistant", [{ key: "assistant", value: "asst_abc123" }], [0, 1]],
    ["the start of an assistant's id", [{ key: "assistant", value: "asst_*" }], [0, 1, 3]],
    ["calls without an assistant", [{ key: "assistant", value: "null" }], [2]],
    ["calls with any assistant", [{ key: "assistant", value: "*" }], [0, 1, 3]],
    ["a thread", [{ key: "thread", value: "thread_Q1" }], [0, 1, 3]],
    ["a run", [{ key: "run", value: "run_78" }], []],
    ["a call", [{ key: "call", value: "call_2" }], [2]],
    ["a tool", [{ key: "tool", value: "refund_order" }], [0, 1]],
    ["an effect", [{ key: "effect", value: "deny" }], [1, 2]],
    ["no code, which is allowed", [{ key: "code", value: "null" }], [0]],
    ["the start of a code", [{ key: "code", value: "unknown-*" }], [2]],
    ["the start of a rule", [{ key: "rule", value: "support-assistant/*" }], [0, 1]],
    ["a policy", [{ key: "policy", value: "sha256:0a1b2c" }], [0, 1, 3]],
    ["a star that is not at the end is itself", [{ key: "tool", value: "*_order" }], []],
    ["half of an id is no match", [{ key: "assistant", value: "asst_abc" }], []],
    [
      "two things at once",
      [
        { key: "assistant", value: "asst_abc123" },
        { key: "effect", value: "deny" },
      ],
      [1],
    ],
    [
      "what cannot both hold",
      [
        { key: "tool", value: "refund_order" },
        { key: "tool", value: "close_account" },
      ],
      [],
    ],
  ])("for %s", async (_, filters, found) => {
    const path = stream(folder(), "a.jsonl", records);
    expect(calls(await readAudit(path, { filters }))).toEqual(
      found.map((index) => `call_${index}`),
    );
  });
});
