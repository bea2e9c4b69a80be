// What a proof of one record holds, and when there is none.

import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NoProofError, proveRecord } from "@authensor/safeclaw-runtime/node";
import { beforeEach, describe, expect, it } from "vitest";
import { rootOf } from "./rfc-tree.js";
import { record, SignedLog } from "./signed-log.js";
import { folder } from "./stream-files.js";

let log: SignedLog;
let stream: string;
/** A stream of eleven records, with a checkpoint at each tenth and at the end. */
beforeEach(async () => {
  log = new SignedLog();
  const sink = log.open({ everyRecords: 10 });
  await record(sink, 10);
  await record(sink, 1);
  await sink.close();
  const [file = ""] = readdirSync(log.directory);
  stream = file.replace(/\..*$/u, "");
});

const path = (): string => join(log.directory, `${stream}.0001.jsonl`);
const lines = (): string[] => readFileSync(path(), "utf8").trimEnd().split("\n");
const notes = (): string[] =>
  log
    .checkpoints()
    .trimEnd()
    .split(/\n\n(?=safeclaw)/u)
    .map((note) => `${note.trimEnd()}\n`);

describe("a proof", () => {
  it("leads from the record to the root of the newest checkpoint, for every record", async () => {
    const checkpoint = notes().at(-1) ?? "";
    const [, , root] = checkpoint.split("\n");
    for (const [leafIndex, line] of lines().entries()) {
      const proof = await proveRecord(log.directory, { stream, seq: leafIndex + 1 });
      const { hashes, ...rest } = proof;
      expect(rest).toEqual({ record: line, leafIndex, treeSize: 11, checkpoint });
      const reached = rootOf(Buffer.from(line), leafIndex, 11, hashes);
      expect(reached.toString("base64")).toBe(root);
    }
  });

  it("is of the newest that somebody kept, in whatever order, and whatever came later", async () => {
    const kept = join(folder(), "kept.txt");
    const [first = "", last = ""] = notes();
    const others = `safeclaw/another\n99\n${"A".repeat(43)}=\n\n— x AAAAAAAA\n`;
    for (const [text, treeSize] of [
      [first, 10],
      [first.trimEnd(), 10],
      [`${last}\n${first}`, 11],
      [`no note\n\n${first}\n${others}`, 10],
    ] as const) {
      writeFileSync(kept, text);
      const proof = await proveRecord(log.directory, { stream, seq: 3, checkpoints: kept });
      expect(proof).toMatchObject({ treeSize, checkpoint: treeSize === 10 ? first : last });
    }
    appendFileSync(path(), "what is written by now");
    expect((await proveRecord(log.directory, { stream, seq: 3 })).treeSize).toBe(11);
  });
});

describe("there is no proof", () => {
  it.each<[string, () => void, number, RegExp]>([
    ["of a record that no checkpoint speaks of", () => undefined, 12, /the newest .* 1 to 11$/u],
    [
      "without a checkpoint",
      () => rmSync(join(log.directory, `${stream}.checkpoints`)),
      3,
      /no checkpoint of the stream/u,
    ],
    [
      "of changed records",
      () => writeFileSync(path(), `${lines().with(7, "changed").join("\n")}\n`),
      3,
      /not those of which the checkpoint speaks/u,
    ],
    [
      "where a line is longer than any record",
      () =>
        writeFileSync(
          path(),
          `${lines()
            .with(7, "x".repeat(33 * 1024 * 1024))
            .join("\n")}\n`,
        ),
      3,
      /not those of which the checkpoint speaks/u,
    ],
    [
      "of records that are missing",
      () => writeFileSync(path(), `${lines().slice(0, 10).join("\n")}\n`),
      3,
      /not those of which the checkpoint speaks/u,
    ],
  ])("%s", async (_, spoil, seq, why) => {
    spoil();
    const proof = proveRecord(log.directory, { stream, seq });
    await expect(proof).rejects.toThrow(NoProofError);
    await expect(proof).rejects.toThrow(why);
  });
});
