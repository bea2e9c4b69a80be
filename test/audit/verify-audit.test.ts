// What is said of a log in which nothing is wrong, of a part of one, and of one that is not there.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { verifyAudit } from "@authensor/safeclaw-runtime/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { write } from "./ledger.js";
import { folder } from "./stream-files.js";
import { checkpointsOf, everyone, found, notesUpTo, streamOf, Tampering } from "./tampering.js";

let spoilt: Tampering;
beforeAll(async () => {
  spoilt = await Tampering.start();
});
afterAll(() => spoilt.end());

const noCheckpoint =
  "no checkpoint speaks of its records: whoever can write here may have changed any of them, or cut off its end, and computed new hashes";
const noKey =
  "no key was given, so no signature was checked: whoever can write here may have made the checkpoints too";
const noEnd =
  "its end may have been cut off together with the checkpoints of it: only a checkpoint kept elsewhere would show it";
const renamed = "it is of version 1, which does not hold its name: it may have been renamed";
const onlyUpTo = (size: number): string =>
  `after record ${size}, more may have been cut off: only a newer checkpoint kept elsewhere would show it`;
const gone =
  "streams may have been removed as a whole, with all checkpoints that speak of them: only a checkpoint kept elsewhere would show it";

describe("of an intact log", () => {
  it("all is told that cannot be known, by who knows what", async () => {
    const expected = {
      nothing: [[renamed, noCheckpoint], [noCheckpoint], [noKey, noEnd], [noKey, noEnd], gone],
      "the key": [[renamed, noCheckpoint], [noCheckpoint], [noEnd], [noEnd], gone],
      "the key and a checkpoint": [
        [renamed, noCheckpoint],
        [noCheckpoint],
        [onlyUpTo(12)],
        [onlyUpTo(40)],
        "streams of which none of the checkpoints speaks may have been removed",
      ],
    };
    for (const knows of everyone) {
      const { intact, streams, unknown, keys } = await spoilt.verify(spoilt.copy(), knows);
      expect(intact).toBe(true);
      expect([...streams.map((stream) => stream.unknown), ...unknown]).toEqual(expected[knows]);
      const { name, id } = spoilt.ledger.key;
      expect(keys).toEqual(knows === "nothing" ? [] : [{ name, id }]);
    }
  });

  it("each stream has its files, its records and what proves them", async () => {
    const { streams } = await spoilt.verify(spoilt.copy(), "the key");
    const { long, short, unsigned, old } = spoilt.ledger;
    // The first to be signed spoke of those that were there by then.
    const spoken = checkpointsOf(short);
    expect(
      streams.map(({ files, unknown, provenBy, ...rest }) => ({
        ...rest,
        files: files.map((file) => basename(file)),
        by: provenBy === null ? null : basename(provenBy.file),
      })),
    ).toEqual(
      [
        { stream: streamOf(old), files: [old], records: 6, proven: 0, by: spoken },
        { stream: streamOf(unsigned), files: [unsigned], records: 8, proven: 0, by: spoken },
        {
          stream: streamOf(short),
          files: [short],
          records: 12,
          proven: 12,
          by: checkpointsOf(short),
        },
        {
          stream: streamOf(long[0] ?? ""),
          files: long,
          records: 40,
          proven: 40,
          by: checkpointsOf(long[0] ?? ""),
        },
      ].map((each) => ({ ...each, torn: null, tampering: null })),
    );
  });

  it("a record that came after the last checkpoint is told", async () => {
    const files = spoilt.copy();
    const name = checkpointsOf(spoilt.ledger.short);
    files.set(name, notesUpTo(files.get(name) ?? [], 10));
    const records = files.get(spoilt.ledger.short) ?? [];
    for (const each of files.keys()) {
      if (each.endsWith(".checkpoints") && each !== name) files.delete(each);
    }
    for (const [count, which] of [
      [11, "record 11"],
      [12, "records 11 to 12"],
    ] as const) {
      files.set(spoilt.ledger.short, records.slice(0, count));
      const { streams } = await spoilt.verify(files, "the key");
      expect(streams.find(({ proven }) => proven > 0)?.unknown).toEqual([
        `${which} came after its last checkpoint: they may have been changed, and given new hashes`,
        noEnd,
      ]);
    }
  });
});

describe("of a compressed file", () => {
  it.each([
    [
      "that is spoilt",
      (packed: Buffer) => Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)]),
    ],
    ["that is cut off", (packed: Buffer) => packed.subarray(0, -20)],
    ["that never was one", () => Buffer.from("not compressed")],
  ])("%s, it is told that it cannot be read", async (_, spoil) => {
    const directory = join(folder(), "log");
    const name = `${spoilt.ledger.unsigned}.gz`;
    const files = spoilt.copy().set(name, spoilt.ledger.files.get(spoilt.ledger.unsigned) ?? []);
    files.delete(spoilt.ledger.unsigned);
    write(files, directory);
    const path = join(directory, name);
    writeFileSync(path, spoil(readFileSync(path)));
    const all = found(await verifyAudit(directory));
    expect(all).toEqual([
      expect.stringMatching(new RegExp(`^${name}:null [1-9] cannot be read: \\w`, "u")),
    ]);
  });
});

describe("of one stream", () => {
  it("that a file is a part of, nothing is said of the others", async () => {
    const directory = join(folder(), "log");
    const files = spoilt.copy();
    files.set(spoilt.ledger.short, ["not a record"]);
    files.set(checkpointsOf(spoilt.ledger.short), ["nor a checkpoint", "", "", ""]);
    write(files, directory);
    const path = join(directory, spoilt.ledger.long[1] ?? "");
    const { intact, streams, unknown, checkpoints } = await verifyAudit(path);
    expect(checkpoints).toEqual([]);
    expect(intact).toBe(true);
    expect(streams).toMatchObject([{ records: 40, proven: 40, tampering: null }]);
    expect(unknown).toEqual(["the other streams of the folder were not looked at"]);
  });

  it("that is gone, a checkpoint that was kept tells; without one there is nothing to say", async () => {
    const directory = join(folder(), "log");
    const kept = join(folder(), "kept.txt");
    writeFileSync(kept, spoilt.ledger.kept.join("\n"));
    const own = join(directory, spoilt.ledger.short);
    const other = join(directory, "other.0001.jsonl");
    const options = { keys: [spoilt.ledger.key], checkpoints: [kept] };
    for (const isThere of [false, true]) {
      if (isThere) mkdirSync(directory);
      const { intact, streams } = await verifyAudit(own, options);
      expect([intact, streams.length]).toEqual([false, 1]);
      expect(streams[0]?.tampering?.what).toContain("the whole stream is missing");
      await expect(verifyAudit(other, options)).rejects.toThrow(/ENOENT/u);
      await expect(verifyAudit(own)).rejects.toThrow(/ENOENT/u);
    }
  });
});

describe("of a folder", () => {
  it("that is gone, a checkpoint that was kept tells; without one there is nothing to say", async () => {
    const directory = join(folder(), "log");
    const kept = join(folder(), "kept.txt");
    writeFileSync(kept, spoilt.ledger.kept.join("\n"));
    const { streams } = await verifyAudit(directory, { checkpoints: [kept] });
    expect(streams.map(({ tampering, unknown }) => [tampering?.what, unknown])).toEqual(
      Array(4).fill([expect.stringContaining("the whole stream is missing"), []]),
    );
    const names = streams.map(({ stream }) => stream);
    expect(names).toEqual(names.toSorted());
    await expect(verifyAudit(directory)).rejects.toThrow(/ENOENT/u);
    writeFileSync(kept, "");
    await expect(verifyAudit(directory, { checkpoints: [kept] })).rejects.toThrow(/ENOENT/u);
  });

  it.each([
    ["a file that is no file of a log", "notes.txt", /is no file of a log/u],
    ["a file whose end is another", "a.jsonl.txt", /is no file of a log/u],
    ["nothing that could be a log", "/dev/null", /neither a file nor a folder/u],
  ])("there is nothing to say where it is %s", async (_, name, why) => {
    const path = name.startsWith("/") ? name : join(folder(), name);
    if (!existsSync(path)) writeFileSync(path, "");
    const kept = join(folder(), "kept.txt");
    writeFileSync(kept, spoilt.ledger.kept.join("\n"));
    await expect(verifyAudit(path)).rejects.toThrow(why);
    await expect(verifyAudit(path, { checkpoints: [kept] })).rejects.toThrow(why);
  });
});
