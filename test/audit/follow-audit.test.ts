// `followAudit` in a program: the first look gives what is there, every later one what has come since, each line once.

import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import {
  type AuditQuery,
  type AuditReading,
  followAudit,
  readAudit,
} from "@authensor/safeclaw-runtime/node";
import { describe, expect, it } from "vitest";
import type { DecisionRecord, Outcome } from "../../runtime/audit/audit-sink.js";
import { sealEvent } from "../../runtime/audit/seal.js";
import { allowed } from "./decisions.js";
import { folder, sealAll, stream, type Timed } from "./stream-files.js";

const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 8, 0, second)).toISOString();
const say = (call: string, second = 0, part: Partial<DecisionRecord> = {}): Timed => ({
  at: at(second),
  record: { ...allowed, call, ...part },
});
const outcome = (of: number, call: string, second = 0): Timed =>
  say(call, second, { args: null, outcome: { of, status: "ok", ms: 7 } });
const event = (name: string, second: number): string =>
  Buffer.from(sealEvent(name, {}, 1, at(second), "").bytes).toString();

/** Calls in the order in which they are told; with `+`, what came of one with its decision, with `=`, by itself. */
const told = ({ entries }: AuditReading): string[] =>
  entries.map(({ record, outcome: later }) => {
    if (record.outcome !== undefined) return `=${record.call}`;
    return `${record.call}${later === undefined ? "" : "+"}`;
  });

/** The lines of a stream, one after another as a writer adds them. */
class Writer {
  readonly path: string;
  readonly #lines: readonly string[];
  #next = 0;

  constructor(directory: string, name: string, records: readonly Timed[]) {
    this.path = join(directory, name);
    this.#lines = sealAll(records, name);
    writeFileSync(this.path, "");
  }

  add(count: number): void {
    const lines = this.#lines.slice(this.#next, this.#next + count);
    this.#next += count;
    appendFileSync(this.path, lines.map((line) => `${line}\n`).join(""));
  }
}

describe("the first look", () => {
  const records = [say("a", 1), say("b", 2), outcome(1, "a", 3), say("c", 4)];

  it.each<[string, AuditQuery]>([
    ["everything", {}],
    ["the newest", { last: 2 }],
    ["all there are", { last: 3 }],
    ["what is asked for", { filters: [{ key: "call", value: "b" }] }],
    ["what is not too old", { since: new Date(at(2)) }],
  ])("gives what `readAudit` gives: %s", async (_, query) => {
    const directory = folder();
    stream(directory, "a.jsonl", records);
    stream(directory, "b.jsonl", [say("of b", 2)]);
    appendFileSync(join(directory, "b.jsonl"), `not a record\n${event("log resumed", 5)}`);
    execFileSync("gzip", [stream(directory, "c.0001.jsonl", [say("packed", 2)])]);
    symlinkSync("nowhere", join(directory, "gone.jsonl"));
    expect(await followAudit(directory, query).read()).toEqual(await readAudit(directory, query));
  });

  it("is tried again where there is no log yet", async () => {
    const path = join(folder(), "a.jsonl");
    const follower = followAudit(path);
    await expect(follower.read()).rejects.toThrow(/ENOENT/u);
    await expect(follower.read()).rejects.toThrow(/ENOENT/u);
    const writer = new Writer(join(path, ".."), "a.jsonl", [say("a"), say("b")]);
    writer.add(1);
    expect(told(await follower.read())).toEqual(["a"]);
    writer.add(1);
    expect(told(await follower.read())).toEqual(["b"]);
  });
});

describe("a later look", () => {
  it("tells nothing twice, and nothing where nothing has come", async () => {
    const directory = folder();
    const writer = new Writer(directory, "a.jsonl", [say("a"), say("b"), say("c"), say("d")]);
    writer.add(1);
    const follower = followAudit(directory);
    expect(told(await follower.read())).toEqual(["a"]);
    const nothing = { entries: [], more: false, faulty: [], unreadable: [], events: [] };
    expect(await follower.read()).toEqual(nothing);
    writer.add(2);
    expect(told(await follower.read())).toEqual(["b", "c"]);
    writer.add(1);
    const { entries, ...rest } = await follower.read();
    expect({ ...rest, entries: [] }).toEqual(nothing);
    expect(entries).toMatchObject([
      { record: { call: "d", seq: 4 }, stream: "a", intact: true, text: expect.any(String) },
    ]);
    expect(entries[0]?.text).toBe(readFileSync(writer.path, "utf8").trimEnd().split("\n").at(-1));
  });

  it("waits for the end of a line, however long it is", async () => {
    const directory = folder();
    const long = { text: "x".repeat(200_000) };
    const [first = "", second = ""] = sealAll([say("a"), say("b", 0, { args: long })], "a.jsonl");
    const path = join(directory, "a.jsonl");
    writeFileSync(path, `${first}\n${second.slice(0, 100)}`);
    const follower = followAudit(directory);
    const begun = await follower.read();
    expect([told(begun), begun.faulty]).toEqual([["a"], []]);
    for (let start = 100; start < second.length; start += 50_000) {
      appendFileSync(path, second.slice(start, start + 50_000));
      const reading = await follower.read();
      expect([told(reading), reading.faulty]).toEqual([[], []]);
    }
    appendFileSync(path, "\n");
    expect(told(await follower.read())).toEqual(["b"]);
  });

  it("leaves nothing open", async () => {
    const directory = folder();
    const writer = new Writer(directory, "a.0001.jsonl", [say("a"), say("b")]);
    execFileSync("gzip", [stream(directory, "b.jsonl", [say("of b")])]);
    const open = (): number => readdirSync("/proc/self/fd").length;
    const before = open();
    const follower = followAudit(directory);
    for (let look = 0; look < 4; look += 1) {
      if (look < 2) writer.add(1);
      await follower.read();
    }
    expect(open()).toBe(before);
  });

  it("has all of many lines, whole, wherever the reading stops in between", async () => {
    const directory = folder();
    const many = Array.from({ length: 700 }, (_, index) =>
      say(`call_${index}`, 0, { args: "x".repeat(index % 401) }),
    );
    const writer = new Writer(directory, "a.jsonl", many);
    const follower = followAudit(directory);
    await follower.read();
    writer.add(700);
    const { entries, faulty } = await follower.read();
    expect(faulty).toEqual([]);
    expect(entries.map(({ record }) => record.seq)).toEqual(many.map((_, index) => index + 1));
  });

  it("puts what came of a call beside its decision, or by itself where that was told of before", async () => {
    const directory = folder();
    const writer = new Writer(directory, "a.jsonl", [
      say("a"),
      say("b"),
      say("c"),
      outcome(1, "a"),
      outcome(3, "c"),
      outcome(2, "b"),
    ]);
    const other = new Writer(directory, "b.jsonl", [say("of b")]);
    writer.add(1);
    const follower = followAudit(directory);
    expect(told(await follower.read())).toEqual(["a"]);
    writer.add(4);
    other.add(1);
    const reading = await follower.read();
    expect(told(reading)).toEqual(["b", "c+", "=a", "of b"]);
    expect(reading.entries[1]?.outcome).toMatchObject({
      intact: true,
      record: { outcome: { of: 3 } satisfies Partial<Outcome> },
    });
    writer.add(1);
    expect(told(await follower.read())).toEqual(["=b"]);
  });

  it("is of what is asked for; no filter matches what befell the log", async () => {
    const directory = folder();
    const lines = [say("a", 3), say("b", 4), say("b", 5, { tool: "other" })];
    const path = stream(directory, "a.jsonl", []);
    truncateSync(path);
    const asked: readonly [AuditQuery, readonly string[], readonly string[]][] = [
      [{}, ["a", "b", "b"], ["early", "late"]],
      [{ filters: [] }, ["a", "b", "b"], ["early", "late"]],
      [{ filters: [{ key: "call", value: "b" }] }, ["b", "b"], []],
      [
        {
          filters: [
            { key: "call", value: "b" },
            { key: "tool", value: "oth*" },
          ],
        },
        ["b"],
        [],
      ],
      [{ since: new Date(at(4)) }, ["b", "b"], ["early", "late"]],
      [{ last: 1 }, ["a", "b", "b"], ["early", "late"]],
    ];
    const followers = asked.map(([query]) => followAudit(directory, query));
    for (const follower of followers) await follower.read();
    appendFileSync(path, `${event("late", 9)}${sealAll(lines, "a.jsonl").join("\n")}\n`);
    writeFileSync(join(directory, "b.jsonl"), event("early", 8));
    for (const [index, follower] of followers.entries()) {
      const reading = await follower.read();
      const events = reading.events.map((each) => each.event);
      expect([told(reading), events]).toEqual(asked[index]?.slice(1));
    }
  });

  it("is by time, but each stream in its own order", async () => {
    const directory = folder();
    const follower = followAudit(directory);
    await follower.read();
    stream(directory, "b.jsonl", [say("b1", 10), say("b2", 50), say("b3", 20), say("b4", 30)]);
    stream(directory, "a.jsonl", [say("a1", 5), say("a2", 20), say("a3", 30), say("a4", 30)]);
    const expected = ["a1", "b1", "a2", "b2", "b3", "a3", "a4", "b4"];
    expect(told(await follower.read())).toEqual(expected);
  });

  it("counts what is no record aloud, with its line", async () => {
    const directory = folder();
    const path = stream(directory, "a.jsonl", [say("a")]);
    const follower = followAudit(directory);
    await follower.read();
    appendFileSync(path, "not a record\nnor this\n");
    expect((await follower.read()).faulty).toEqual([
      { file: path, fault: "foreign", count: 2, line: 2 },
    ]);
    expect((await follower.read()).faulty).toEqual([]);
  });

  it("goes on behind a line that is longer than any record", async () => {
    const directory = folder();
    const path = stream(directory, "a.jsonl", [say("a")]);
    const follower = followAudit(directory);
    await follower.read();
    appendFileSync(path, Buffer.alloc(65 * 1024 * 1024, "x"));
    await follower.read();
    appendFileSync(path, `\n${sealAll([say("a"), say("b")], "a.jsonl")[1]}\n`);
    const { entries, faulty } = await follower.read();
    expect(entries.map(({ record }) => record.call)).toEqual(["b"]);
    expect(faulty).toEqual([{ file: path, fault: "foreign", count: 1, line: 2 }]);
  });
});

describe("a file", () => {
  it("that its writer cuts short and writes on is read on from there", async () => {
    const directory = folder();
    const lines = sealAll([say("a"), say("b"), say("c"), say("d")], "a.jsonl");
    const upTo = (count: number): string => `${lines.slice(0, count).join("\n")}\n`;
    const path = join(directory, "a.jsonl");
    writeFileSync(path, upTo(3));
    const follower = followAudit(directory);
    await follower.read();
    truncateSync(path, upTo(2).length + 9);
    expect(told(await follower.read())).toEqual([]);
    writeFileSync(path, upTo(4));
    expect(told(await follower.read())).toEqual(["c", "d"]);
  });

  it("is the same one once it is compressed: what came last is read, and then no more", async () => {
    const directory = folder();
    const writer = new Writer(directory, "a.0001.jsonl", [say("a"), say("b")]);
    writer.add(1);
    const follower = followAudit(directory);
    expect(told(await follower.read())).toEqual(["a"]);
    writer.add(1);
    execFileSync("gzip", [writer.path]);
    expect(told(await follower.read())).toEqual(["b"]);
    rmSync(`${writer.path}.gz`);
    writeFileSync(`${writer.path}.gz`, "no longer compressed");
    const { unreadable } = await follower.read();
    expect(unreadable).toEqual([]);
  });

  it("that was compressed before it was first seen is read once", async () => {
    const directory = folder();
    const follower = followAudit(directory);
    await follower.read();
    execFileSync("gzip", [stream(directory, "a.0001.jsonl", [say("a")])]);
    expect(told(await follower.read())).toEqual(["a"]);
    expect(told(await follower.read())).toEqual([]);
  });

  it("that cannot be read is told of once, and again once it could be in between", async () => {
    const directory = folder();
    const path = stream(directory, "a.jsonl", [say("a")]);
    const away = join(folder(), basename(path));
    const failing = async (): Promise<(string | undefined)[]> =>
      (await follower.read()).unreadable.map(({ error }) => Object(error).code);
    const lose = (): void => {
      renameSync(path, away);
      symlinkSync("nowhere", path);
    };
    const follower = followAudit(directory);
    expect(await failing()).toEqual([]);
    lose();
    expect([await failing(), await failing()]).toEqual([["ENOENT"], []]);
    rmSync(path);
    renameSync(away, path);
    appendFileSync(path, `${sealAll([say("a"), say("b")], "a.jsonl")[1]}\n`);
    expect(told(await follower.read())).toEqual(["b"]);
    lose();
    expect([await failing(), await failing()]).toEqual([["ENOENT"], []]);
  });

  it("that could not be read at the first look is not told of again", async () => {
    const directory = folder();
    symlinkSync("nowhere", join(directory, "gone.jsonl"));
    const follower = followAudit(directory);
    expect((await follower.read()).unreadable).toHaveLength(1);
    expect((await follower.read()).unreadable).toEqual([]);
  });

  it("that is spoilt when it is compressed is told of", async () => {
    const directory = folder();
    const follower = followAudit(directory);
    await follower.read();
    const path = stream(directory, "a.jsonl", [say("a")]);
    execFileSync("gzip", [path]);
    const packed = readFileSync(`${path}.gz`);
    packed.subarray(-8).fill(0);
    writeFileSync(`${path}.gz`, packed);
    expect((await follower.read()).unreadable).toMatchObject([{ file: `${path}.gz` }]);
  });

  it("that vanishes with its folder is not missed, and both may come back", async () => {
    const directory = join(folder(), "audit");
    execFileSync("mkdir", [directory]);
    stream(directory, "a.jsonl", [say("a")]);
    const follower = followAudit(directory);
    await follower.read();
    rmSync(directory, { recursive: true });
    expect(told(await follower.read())).toEqual([]);
    execFileSync("mkdir", [directory]);
    stream(directory, "b.jsonl", [say("b")]);
    expect(told(await follower.read())).toEqual(["b"]);
  });
});
