// When checkpoints are signed, and what they hold.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { type CheckpointOptions, fileAudit, newAuditKey } from "@authensor/safeclaw-runtime/node";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { signerOf } from "../../runtime/audit/signed-note.js";
import { record, SignedLog, sizes } from "./signed-log.js";

let log: SignedLog;
beforeEach(() => {
  log = new SignedLog();
});
afterEach(() => vi.unstubAllEnvs());

describe("a checkpoint is signed", () => {
  it("after so many records, as soon as they are on disk, and at the end", async () => {
    const sink = log.open({ everyRecords: 4 });
    await record(sink, 3);
    expect(log.filesThat(".checkpoints")).toEqual([]);
    await record(sink, 1);
    expect(sizes(log.checkpoints())).toEqual([4]);
    await record(sink, 5);
    await record(sink, 1);
    expect(sizes(log.checkpoints())).toEqual([4, 9]);
    await sink.close();
    await sink.close();
    expect(sizes(log.checkpoints())).toEqual([4, 9, 10]);
    expect(await log.verified()).toMatchObject({
      intact: true,
      streams: [{ records: 10, proven: 10 }],
    });
  });

  it.each(["strict", "batched", "os"] as const)("also with durability %s", async (durability) => {
    const sink = fileAudit(log.directory, {
      durability,
      checkpoints: { key: log.key, everyRecords: 2 },
    });
    await record(sink, 2);
    await vi.waitFor(() => expect(sizes(log.checkpoints())).toEqual([2]));
    await sink.close();
  });

  it("after so many seconds, if there is something new", async () => {
    const sink = log.open({ everySeconds: 0.05 });
    await record(sink, 3);
    await vi.waitFor(() => expect(sizes(log.checkpoints())).toEqual([3]));
    await record(sink, 2);
    await vi.waitFor(() => expect(sizes(log.checkpoints())).toEqual([3, 5]));
    await sink.close();
    expect(sizes(log.checkpoints())).toEqual([3, 5]);
  });

  it("for all records of a stream, however many files they are in, and for what befell the log", async () => {
    const sink = fileAudit(log.directory, {
      checkpoints: { key: log.key, everyRecords: 1 },
      maxFileBytes: 4000,
    });
    for (let round = 0; round < 10; round += 1) {
      await record(sink, 3);
      const [newest = ""] = log.filesThat(".jsonl").slice(-1);
      if (round === 4) renameSync(newest, `${newest}.moved`);
    }
    await sink.close();
    for (const moved of log.filesThat(".moved")) renameSync(moved, moved.replace(".moved", ""));
    expect(log.filesThat(".jsonl").length).toBeGreaterThan(3);
    expect(await log.verified()).toMatchObject({
      intact: true,
      streams: [{ records: 31, proven: 31 }],
    });
  });

  it("by the key that the environment names, or holds", async () => {
    for (const value of [log.key, readFileSync(log.key, "utf8")]) {
      vi.stubEnv("SAFECLAW_AUDIT_KEY", value);
      const sink = fileAudit(log.directory);
      await record(sink, 1);
      await sink.close();
    }
    expect(sizes(log.checkpoints())).toEqual([1, 1]);
    expect(await log.verified()).toMatchObject({
      intact: true,
      keys: [{ name: "example.com/audit" }],
    });
  });

  it("never without a key: then there is none, or an error where they were asked for", async () => {
    const sink = fileAudit(log.directory);
    await record(sink, 1);
    await sink.close();
    expect(log.filesThat(".checkpoints")).toEqual([]);
    expect(() => fileAudit(log.directory, { checkpoints: {} })).toThrow(/safeclaw audit keygen/u);
    expect(() => fileAudit(log.directory, { checkpoints: { key: "missing.key" } })).toThrow(
      /cannot use the key missing\.key: there is no such file/u,
    );
    vi.stubEnv("SAFECLAW_AUDIT_KEY", `${readFileSync(log.key, "utf8")}A`);
    expect(() => fileAudit(log.directory)).toThrow(
      /^cannot use the key in SAFECLAW_AUDIT_KEY: not a key/u,
    );
  });

  it.each([
    { everyRecords: 0 },
    { everyRecords: 1.5 },
    { everySeconds: 0 },
    { everySeconds: 24 * 60 * 60 + 1 },
    // @ts-expect-error a caller without types
    { anchor: "https://example.com" } as CheckpointOptions,
    { anchor: [async () => undefined, undefined] } as CheckpointOptions,
  ])("never where the options make no sense: %j", (options) => {
    expect(() => log.open(options)).toThrow(
      "anchor" in options
        ? /`anchor` of `checkpoints` is a function that takes a signed note/u
        : /`everyRecords` of `checkpoints` is a whole number above 0, `everySeconds` at most a day/u,
    );
  });

  it("never where nothing is recorded, though it may be as seldom as once a day", async () => {
    await log.open({ everySeconds: 24 * 60 * 60 }).close();
    expect(existsSync(log.directory)).toBe(false);
  });
});

describe("what is in a checkpoint", () => {
  it("is the root over the lines, and what other streams had come to", async () => {
    const first = log.open();
    await record(first, 5);
    await first.close();
    const [before = ""] = log.filesThat(".jsonl");
    const second = log.open();
    await record(second, 1);
    await second.close();
    const [own = "", other = ""] = log
      .filesThat(".jsonl")
      .map((path) => path.replace(/^.*\/|\.\d+\.jsonl$/gu, ""));
    const last = log.checkpoints().split("\n\n").at(-3)?.split("\n") ?? [];
    const [line = ""] = readFileSync(log.filesThat(".jsonl")[1] ?? "", "utf8").split("\n");
    const leaf = createHash("sha256").update(`\0${line}`).digest("base64");
    expect(before).toContain(own);
    expect(last.slice(0, 3)).toEqual([`safeclaw/${other}`, "1", leaf]);
    expect(last[3]).toMatch(new RegExp(`^stream ${own} 5 `, "u"));
  });

  it("is of other streams what stands in the folder, in whatever state, but nothing of empty files", async () => {
    const first = log.open({ everyRecords: 2 });
    await record(first, 2);
    await record(first, 3);
    await first.close();
    const [file = ""] = log.filesThat(".jsonl");
    const stream = basename(file, ".0001.jsonl");
    execFileSync("gzip", [file]);
    const path = join(log.directory, `${stream}.checkpoints`);
    const root = readFileSync(path, "utf8").split("\n\n").at(-3)?.split("\n")[2];
    appendFileSync(path, `safeclaw/${stream}\n9\n`);
    for (const [name, text] of [
      ["a-name with-a-space.jsonl", "x\n"],
      ["empty.jsonl", ""],
      ["notes.txt", "x\n"],
      ["unsigned.0001.jsonl", "x\n"],
      ["unsigned.0002.jsonl", "x\n"],
    ] as const) {
      writeFileSync(join(log.directory, name), text);
    }
    const second = log.open();
    await record(second, 1);
    await second.close();
    const newest = log.filesThat(".checkpoints").filter((each) => each !== path);
    const written = newest.map((each) => readFileSync(each, "utf8")).join("");
    expect(Array.from(written.matchAll(/^stream .*$/gmu), ([line]) => line)).toEqual([
      `stream ${stream} 5 ${root}`,
      `stream unsigned 0 ${createHash("sha256").digest("base64")}`,
    ]);
  });

  it("is of other streams only what the same key has signed of them", async () => {
    const first = log.open();
    await record(first, 5);
    await first.close();
    const [file = ""] = log.filesThat(".checkpoints");
    const stream = file.replace(/^.*\/|\.checkpoints$/gu, "");
    const note = (name: string, key: string): string =>
      signerOf(key).sign(`safeclaw/${name}\n99\n${"A".repeat(43)}=\n`);
    const own = readFileSync(log.key, "utf8");
    for (const forged of [note(stream, newAuditKey("x").privateKey), note("another", own)]) {
      writeFileSync(file, `${forged}\n`);
      const sink = log.open();
      await record(sink, 1);
      await sink.close();
      const written = readFileSync(log.filesThat(".checkpoints").at(-1) ?? "", "utf8");
      expect(written).toMatch(new RegExp(`^stream ${stream} 0 `, "mu"));
    }
  });
});

describe("where a checkpoint cannot be kept", () => {
  it("decisions go on, it is told once, and made up for", async () => {
    const sink = log.open({ everyRecords: 2 });
    await record(sink, 1);
    const [stream = ""] = log
      .filesThat(".0001.jsonl")
      .map((path) => path.replace(".0001.jsonl", ""));
    mkdirSync(`${stream}.checkpoints`);
    for (let round = 0; round < 4; round += 1) await record(sink, 2);
    expect(log.events).toMatchObject([{ kind: "checkpoint-failed" }]);
    rmSync(`${stream}.checkpoints`, { recursive: true });
    await sink.close();
    expect(sizes(log.checkpoints())).toEqual([9]);
    expect(await log.verified()).toMatchObject({ intact: true, streams: [{ proven: 9 }] });
  });

  it("it is told again when that happens again", async () => {
    const sink = log.open({ everyRecords: 1 });
    await record(sink, 1);
    const [path = ""] = log.filesThat(".checkpoints");
    for (let round = 0; round < 2; round += 1) {
      rmSync(path);
      mkdirSync(path);
      await record(sink, 2);
      rmSync(path, { recursive: true });
      await record(sink, 1);
    }
    await sink.close();
    const failed = { kind: "checkpoint-failed" };
    expect(log.events).toMatchObject([failed, failed]);
  });

  it("a file of them that was removed is begun again", async () => {
    const sink = log.open({ everyRecords: 1 });
    await record(sink, 1);
    for (const path of log.filesThat(".checkpoints")) rmSync(path);
    await record(sink, 1);
    await sink.close();
    expect(sizes(log.checkpoints())).toEqual([2]);
  });
});

describe("a process that ends", () => {
  it("by SIGTERM has signed all that it recorded", async () => {
    await log.run("forever", "SIGTERM");
    expect(log.filesThat(".jsonl").length).toBeGreaterThan(0);
    const { streams } = await log.verified();
    expect(streams).toMatchObject([{ tampering: null }]);
    expect(streams[0]?.proven).toBe(streams[0]?.records);
  });

  it("by SIGKILL, at any moment, has signed nothing that is not there", async () => {
    await Promise.all(Array.from({ length: 4 }, () => log.run("forever", "SIGKILL")));
    const { intact, streams } = await log.verified();
    expect(intact).toBe(true);
    expect(streams).toHaveLength(4);
  });

  it("has a log that is intact whenever somebody looks, while several write it", async () => {
    const looks: boolean[] = [];
    const ended = Promise.all(["short", "short", "short"].map((mode) => log.run(mode)));
    let isOver = false;
    const over = ended.then(() => {
      isOver = true;
    });
    await vi.waitFor(() => expect(existsSync(log.directory)).toBe(true), { timeout: 30_000 });
    while (!isOver) looks.push((await log.verified()).intact);
    await over;
    expect(looks.length).toBeGreaterThan(0);
    expect(looks).not.toContain(false);
    const { streams } = await log.verified();
    expect(streams.map(({ records, proven }) => [records, proven])).toEqual(
      Array(3).fill([1000, 1000]),
    );
  });
});
