// What a shipper takes out of a folder of stream files, in which order, and where it goes on.

import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { fileAudit } from "@authensor/safeclaw-runtime/node";
import { type AuditTarget, type ShipEvent, shipAudit } from "@authensor/safeclaw-runtime/postgres";
import { describe, expect, it } from "vitest";
import { longestLine, parseLine } from "../../runtime/audit/audit-record.js";
import { BusyError, RefusedError } from "../../runtime/ship/audit-target.js";
import { Delivery } from "../../runtime/ship/delivery.js";
import { nextBatch } from "../../runtime/ship/next-batch.js";
import { withDefaults } from "../../runtime/ship/ship-options.js";
import { allowed, denied } from "../audit/decisions.js";
import { folder, sealAll } from "../audit/stream-files.js";
import { memory, seqs, ship, upTo } from "./support/memory-target.js";

const name = "20261121T080000000Z-host.example-7-0a1b2c3d";
const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 8, 0, second)).toISOString();
const lines = sealAll(
  Array.from({ length: 9 }, (_, index) => ({
    at: at(index),
    record: { ...allowed, call: `call_${index + 1}` },
  })),
  `${name}.0001.jsonl`,
);
const file = (directory: string, number: number, ...part: [number, number?]): string => {
  const path = join(directory, `${name}.000${number}.jsonl`);
  writeFileSync(
    path,
    lines
      .slice(...part)
      .map((line) => `${line}\n`)
      .join(""),
  );
  return path;
};
describe("a shipper", () => {
  it("goes on in the next file of a stream, and later from where it was", async () => {
    const directory = folder();
    file(directory, 1, 0, 3);
    file(directory, 2, 3, 5);
    const first = memory();
    expect(await ship(directory, first.target)).toEqual([]);
    expect(first.sent.map(({ text }) => text)).toEqual(lines.slice(0, 5));
    file(directory, 2, 3, 6);
    file(directory, 3, 6);
    const second = memory();
    await ship(directory, second.target);
    expect(seqs(second.sent)).toEqual([6, 7, 8, 9]);
  });

  it("is not held up by a pipe or a folder that is called like a stream file", async () => {
    const directory = folder();
    file(directory, 1, 0, 9);
    execFileSync("mkfifo", [join(directory, "a.jsonl")]);
    mkdirSync(join(directory, "b.jsonl"));
    const { target, sent } = memory();
    expect(await ship(directory, target)).toEqual([]);
    expect(seqs(sent)).toEqual(upTo(9));
  });

  it("leaves a line alone that is still being written, and takes it once it is whole", async () => {
    const directory = folder();
    const path = file(directory, 1, 0, 2);
    const [third = ""] = lines.slice(2);
    appendFileSync(path, third.slice(0, 40));
    const first = memory();
    expect(await ship(directory, first.target)).toEqual([]);
    expect(seqs(first.sent)).toEqual([1, 2]);
    appendFileSync(path, `${third.slice(40)}\n`);
    const second = memory();
    await ship(directory, second.target);
    expect(second.sent.map(({ text }) => text)).toEqual([third]);
  });

  it("reads files that were compressed, in part shipped or not at all", async () => {
    const directory = folder();
    const path = file(directory, 1, 0, 4);
    await ship(directory, memory().target, { batchLines: 2 });
    writeFileSync(
      `${path}.gz`,
      gzipSync(
        lines
          .slice(0, 6)
          .map((line) => `${line}\n`)
          .join(""),
      ),
    );
    rmSync(path);
    file(directory, 2, 6);
    const second = memory();
    await ship(directory, second.target);
    expect(seqs(second.sent)).toEqual([5, 6, 7, 8, 9]);
    rmSync(join(directory, "memory.positions"), { recursive: true });
    const third = memory();
    await ship(directory, third.target, { batchLines: 2 });
    expect(seqs(third.sent)).toEqual(upTo(9));
  });

  it("reads a compressed file of many lines a few at a time", async () => {
    const directory = folder();
    const records = upTo(200).map((second) => ({
      at: at(second),
      record: { ...allowed, args: { text: "x".repeat(second * 7) } },
    }));
    const texts = sealAll(records, `${name}.0001.jsonl`);
    const packed = gzipSync(texts.map((text) => `${text}\n`).join(""));
    writeFileSync(join(directory, `${name}.0001.jsonl.gz`), packed);
    const { target, sent, batches } = memory();
    expect(await ship(directory, target, { batchBytes: 10_000 })).toEqual([]);
    expect(sent.map(({ text }) => text)).toEqual(texts);
    let begin = 0;
    for (const count of batches) {
      const bytes = texts.slice(begin, begin + count).join("\n").length + 1;
      expect(count === 1 || bytes <= 10_000).toBe(true);
      begin += count;
    }
  });

  it("reads a file that was compressed since the folder was read, and goes on after one that was removed", async () => {
    const directory = folder();
    const [first, second] = [file(directory, 1, 0, 3), file(directory, 2, 3, 5)];
    const files = [first, second];
    const start = { file: 1, offset: 0, seq: 0, reached: "" };
    const numbers = async () =>
      (await nextBatch({ name, files }, start, withDefaults({})))?.lines.map(({ seq }) => seq);
    writeFileSync(`${first}.gz`, gzipSync(readFileSync(first)));
    rmSync(first);
    expect(await numbers()).toEqual([1, 2, 3]);
    rmSync(`${first}.gz`);
    expect(await numbers()).toEqual([4, 5]);
    rmSync(second);
    expect(await numbers()).toBeUndefined();
    files.push("/dev/null/none.0003.jsonl");
    await expect(numbers()).rejects.toThrow("ENOTDIR");
  });

  it("leaves no file open", async () => {
    const directory = folder();
    writeFileSync(`${file(directory, 1, 0, 4)}.gz`, gzipSync(""));
    const packed = `${name}x.0001.jsonl.gz`;
    writeFileSync(join(directory, packed), gzipSync(lines.map((line) => `${line}\n`).join("")));
    await ship(directory, memory().target, { batchLines: 1 });
    const open = readdirSync("/proc/self/fd").flatMap((fd) => {
      const path = join("/proc/self/fd", fd);
      return existsSync(path) ? [readlinkSync(path)] : [];
    });
    expect(open.filter((path) => path.startsWith(directory))).toEqual([]);
  });

  it("tells of a file that is longer than any line of ours and has no end of a line", async () => {
    const directory = folder();
    writeFileSync(join(directory, "a.jsonl"), Buffer.alloc(longestLine + 2, "x"));
    const { target, sent } = memory();
    const events = await ship(directory, target, { batchBytes: longestLine + 1 });
    expect(events[0]).toMatchObject({ kind: "ship-skipped", stream: "a", count: 1 });
    expect(sent).toEqual([]);
  });

  it("takes what is recorded later, whether or not the stream's process is known to live", async () => {
    const directory = folder();
    file(directory, 1, 0, 2);
    const sink = fileAudit(directory);
    sink.write(allowed);
    await sink.flush();
    const { target, sent } = memory();
    const shipper = shipAudit(directory, target, { interval: 10 });
    await expect.poll(() => sent).toHaveLength(3);
    // Long enough for a look that finds nothing.
    await sleep(200);
    file(directory, 1, 0, 3);
    sink.write(denied);
    await sink.flush();
    await expect.poll(() => sent).toHaveLength(5);
    await sink.close();
    await shipper.close();
  });

  it("takes no more at once than it may, and a longer line alone", async () => {
    const directory = folder();
    const sink = fileAudit(directory);
    const texts = [10, 5000, 10, 10, 10, 10].map((length) => "x".repeat(length));
    for (const text of texts) sink.write({ ...allowed, args: { text } });
    await sink.close();
    const { target, sent, batches } = memory();
    await ship(directory, target, { batchBytes: 1500, batchLines: 3 });
    expect(seqs(sent)).toEqual(upTo(6));
    expect(Math.max(...batches)).toBeLessThanOrEqual(3);
    expect(batches.length).toBeGreaterThan(2);
    file(directory, 1, 0);
    const inFours = memory();
    await ship(directory, inFours.target, { batchLines: 4 });
    expect(inFours.batches).toEqual([4, 4, 1]);
  });

  it("skips what is no record of ours and what is gone, and says how much", async () => {
    const directory = folder();
    const path = file(directory, 1, 0, 2);
    appendFileSync(path, "{}\nno record\n");
    file(directory, 3, 5);
    const { target, sent } = memory();
    const events = await ship(directory, target);
    expect(seqs(sent)).toEqual([1, 2, 6, 7, 8, 9]);
    const message = (text: string) => ({ message: expect.stringContaining(text) });
    expect(events).toMatchObject([
      { kind: "ship-skipped", stream: name, count: 2, error: message("no record of ours") },
      { kind: "ship-skipped", stream: name, count: 3, error: message("gone before") },
    ]);
  });

  it("leaves what a newer version wrote to a newer version, and goes on with other streams", async () => {
    const directory = folder();
    const path = file(directory, 1, 0, 2);
    appendFileSync(path, `{"v":3,"seq":3,"time":"${at(3)}","prev":"","hash":""}\n`);
    const sink = fileAudit(directory);
    sink.write(denied);
    await sink.close();
    const { target, sent } = memory();
    const events = await ship(directory, target);
    expect(seqs(sent).toSorted()).toEqual([1, 1, 2]);
    expect(events).toMatchObject([
      { kind: "ship-failed", error: { message: expect.stringContaining("newer") } },
    ]);
    writeFileSync(
      path,
      lines
        .slice(0, 3)
        .map((line) => `${line}\n`)
        .join(""),
    );
    await ship(directory, target);
    expect(seqs(sent).toSorted()).toEqual([1, 1, 2, 3]);
  });

  it("ships a record that was written again into another file once", async () => {
    const directory = folder();
    const path = file(directory, 1, 0, 4);
    const first = memory();
    await ship(directory, first.target);
    rmSync(path);
    file(directory, 2, 2);
    await ship(directory, first.target);
    expect(seqs(first.sent)).toEqual(upTo(9));
  });

  it("finds the lines that a target refuses for good, and ships the others", async () => {
    const directory = folder();
    file(directory, 1, 0);
    const { target, sent } = memory((found) =>
      found.some((seq) => seq === 3 || seq === 8) ? new RefusedError("malformed") : undefined,
    );
    const events = await ship(directory, target);
    expect(seqs(sent)).toEqual([1, 2, 4, 5, 6, 7, 9]);
    expect(events).toMatchObject([
      { kind: "ship-skipped", count: 1, error: { message: "malformed" } },
      { kind: "ship-skipped", count: 1, error: { message: "malformed" } },
    ]);
  });

  it("tries again until a target takes them, tells of it once, and holds nothing meanwhile", async () => {
    const directory = folder();
    file(directory, 1, 0);
    let failures = 3;
    const { target, sent } = memory(() => {
      failures -= 1;
      return failures >= 0 ? new BusyError("busy", 5) : undefined;
    });
    const events = await ship(directory, target);
    expect(seqs(sent)).toEqual(upTo(9));
    expect(events.map(({ kind }) => kind)).toEqual(["ship-failed", "ship-resumed"]);
  });

  it("gives up on a target that never answers, and closes in time", async () => {
    const directory = folder();
    file(directory, 1, 0);
    const target: AuditTarget = {
      name: "silent",
      send: () => new Promise(() => undefined),
      close: async () => undefined,
    };
    const events = await ship(directory, target, { closeTimeout: 100 });
    expect(events.map(({ kind }) => kind)).toEqual(["ship-unfinished"]);
    const { target: other, sent } = memory();
    await ship(directory, { ...other, name: "silent" });
    expect(seqs(sent)).toEqual(upTo(9));
  });

  it("begins to send nothing once its time is up", async () => {
    const { target, sent } = memory();
    const delivery = new Delivery(target, 3_600_000, () => undefined);
    delivery.end(new Error("the time is up"));
    const [first = ""] = lines;
    const parsed = parseLine(Buffer.from(first));
    if (parsed.kind !== "record") throw new Error("a record is one");
    const line = { stream: name, seq: 1, text: first, record: parsed.record, reached: at(0) };
    await expect(delivery.send([line])).rejects.toThrow("the time is up");
    expect(sent).toEqual([]);
  });

  it("takes turns with others: together they ship every line", async () => {
    const directory = folder();
    const { target, sent } = memory();
    const options = { interval: 10, onEvent: () => undefined };
    const shippers = [1, 2, 3].map(() => shipAudit(directory, target, options));
    const sinks = [1, 2].map(() => fileAudit(directory));
    for (let count = 0; count < 200; count += 1) {
      for (const sink of sinks) sink.write(allowed);
      if (count % 20 === 0) await Promise.all(sinks.map((sink) => sink.flush()));
    }
    await Promise.all(sinks.map((sink) => sink.close()));
    await expect.poll(() => sent.length).toBeGreaterThanOrEqual(400);
    await Promise.all(shippers.map((shipper) => shipper.close()));
    const ids = new Set(sent.map(({ stream, seq }) => `${stream} ${seq}`));
    expect(ids.size).toBe(400);
  });

  it("starts over where nothing is known of what was shipped", async () => {
    const directory = folder();
    file(directory, 1, 0);
    await ship(directory, memory().target);
    const [position = ""] = readdirSync(join(directory, "memory.positions"));
    const path = join(directory, "memory.positions", position);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ seq: 9, file: 1 });
    for (const damaged of ["", "{", '{"file":1}', "[]"]) {
      writeFileSync(path, damaged);
      const { target, sent } = memory();
      await ship(directory, target);
      expect(seqs(sent), damaged).toEqual(upTo(9));
    }
  });

  it("tells how far each stream's time has come, also where a clock jumps back", async () => {
    const directory = folder();
    const jumping = sealAll(
      [5, 2, 7, 6].map((second) => ({ at: at(second), record: allowed })),
      `${name}.0001.jsonl`,
    );
    writeFileSync(
      join(directory, `${name}.0001.jsonl`),
      jumping.map((line) => `${line}\n`).join(""),
    );
    const { target, sent } = memory();
    await ship(directory, target, { batchLines: 1 });
    expect(sent.map(({ reached }) => reached)).toEqual([at(5), at(5), at(7), at(7)]);
  });

  it("waits for a folder that is not there yet", async () => {
    const directory = join(folder(), "later");
    const { target, sent } = memory();
    const events: ShipEvent[] = [];
    const onEvent = (event: ShipEvent) => events.push(event);
    const shipper = shipAudit(directory, target, { interval: 10, onEvent });
    // Long enough for some looks at nothing.
    await sleep(200);
    const sink = fileAudit(directory);
    sink.write(allowed);
    await sink.close();
    await shipper.close();
    expect({ seqs: seqs(sent), events }).toEqual({ seqs: [1], events: [] });
  });

  it("says where the folder cannot be read, until it closes", async () => {
    const events: ShipEvent[] = [];
    const onEvent = (event: ShipEvent) => events.push(event);
    const shipper = shipAudit("/dev/null/log", memory().target, { closeTimeout: 50, onEvent });
    await expect.poll(() => events).toHaveLength(1);
    await shipper.close();
    expect(events).toMatchObject([
      { kind: "ship-failed", target: "memory", error: { code: "ENOTDIR" } },
      { kind: "ship-unfinished", target: "memory" },
    ]);
  });

  it("closes at once, however seldom it looks otherwise, and whenever it is asked to", async () => {
    for (const wait of [0, 1, 5]) {
      const directory = folder();
      const { target, sent } = memory();
      const shipper = shipAudit(directory, target, { interval: 3_600_000, closeTimeout: 50_000 });
      await sleep(wait);
      file(directory, 1, 0);
      await shipper.close();
      expect(seqs(sent)).toEqual(upTo(9));
    }
  });

  it("takes an option that is undefined as one that is not given", async () => {
    const directory = folder();
    file(directory, 1, 0);
    const { target, sent } = memory();
    await ship(directory, target, Object({ batchLines: undefined }));
    expect(seqs(sent)).toEqual(upTo(9));
  });

  it.each<[string, string, object, RegExp]>([
    ["", "memory", {}, /path of a directory/u],
    [JSON.parse("5"), "memory", {}, /path of a directory/u],
    ["log", "../elsewhere", {}, /name is a letter/u],
    ["log", "memory/../../elsewhere", {}, /name is a letter/u],
    ["log", "m".repeat(101), {}, /name is a letter/u],
    ["log", "memory", { batchSize: 1 }, /no option `batchSize`: there are batchLines, batchBytes/u],
    ...[0, -1, 2 ** 31, Number.NaN, "5", null].map((interval): [string, string, object, RegExp] => [
      "log",
      "memory",
      { interval },
      /`interval` is a number above 0/u,
    ]),
  ])("refuses %j, %j, %j", (directory, called, options, message) => {
    const { target } = memory();
    expect(() => shipAudit(directory, { ...target, name: called }, options)).toThrow(message);
  });
});
