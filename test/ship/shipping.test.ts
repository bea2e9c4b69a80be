// What a shipper takes out of a folder of stream files, in which order, and where it goes on.

import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { fileAudit } from "@authensor/safeclaw-runtime/node";
import {
  type AuditTarget,
  type ShipEvent,
  type ShipOptions,
  shipAudit,
} from "@authensor/safeclaw-runtime/postgres";
import { describe, expect, it } from "vitest";
import { parseLine } from "../../runtime/audit/audit-record.js";
import { BusyError, RefusedError } from "../../runtime/ship/audit-target.js";
import { Delivery } from "../../runtime/ship/delivery.js";
import { allowed, denied } from "../audit/decisions.js";
import { folder, sealAll } from "../audit/stream-files.js";

/** A target in memory, and what it was sent. */
function memory(fail: (seqs: readonly number[]) => unknown = () => undefined) {
  const sent: { stream: string; seq: number; text: string; reached: string }[] = [];
  const batches: number[] = [];
  const target: AuditTarget = {
    name: "memory",
    send: async (lines) => {
      const error = fail(lines.map(({ seq }) => seq));
      if (error !== undefined) throw error;
      sent.push(...lines);
      batches.push(lines.length);
      return undefined;
    },
    close: async () => undefined,
  };
  return { target, sent, batches };
}

/** Ships until nothing is left. */
async function ship(directory: string, target: AuditTarget, options: ShipOptions = {}) {
  const events: ShipEvent[] = [];
  const shipper = shipAudit(directory, target, {
    interval: 10,
    closeTimeout: 20_000,
    onEvent: (event) => events.push(event),
    ...options,
  });
  await shipper.close();
  return events;
}

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
const seqs = (sent: readonly { seq: number }[]): number[] => sent.map(({ seq }) => seq);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

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
    const shipper = shipAudit(directory, target, { interval: 10 });
    const sink = fileAudit(directory);
    sink.write(allowed);
    await sink.close();
    await shipper.close();
    expect(seqs(sent)).toEqual([1]);
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

  it.each<[string, string, object, RegExp]>([
    ["", "memory", {}, /path of a directory/u],
    ["log", "../elsewhere", {}, /name is a letter/u],
    ["log", "memory", { batchSize: 1 }, /no option `batchSize`.*batchLines/u],
    ["log", "memory", { interval: 0 }, /`interval` is a number above 0/u],
  ])("refuses %j, %j, %j", (directory, called, options, message) => {
    const { target } = memory();
    expect(() => shipAudit(directory, { ...target, name: called }, options)).toThrow(message);
  });
});
