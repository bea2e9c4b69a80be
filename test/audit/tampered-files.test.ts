// Files and whole streams that were removed, exchanged, renamed, emptied or copied.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Files } from "./ledger.js";
import { checkpointsOf, everyone, found, streamOf, Tampering, unknown } from "./tampering.js";

let spoilt: Tampering;
beforeAll(async () => {
  spoilt = await Tampering.start();
});
afterAll(() => spoilt.end());

describe("a file of a stream", () => {
  const name = (index: number): string => spoilt.ledger.long[index] ?? "";
  const text = (files: Files, index: number): string[] => files.get(name(index)) ?? [];

  it.each<[string, (files: Files) => unknown, RegExp]>([
    [
      "the first is missing",
      (files) => files.delete(name(0)),
      /0002\.jsonl:null 1 follows on a file that is missing: .*0001\.jsonl/u,
    ],
    [
      "the second is missing",
      (files) => files.delete(name(1)),
      /0003\.jsonl:null \d+ follows on a file that is missing: .*0002\.jsonl/u,
    ],
    [
      "the last is missing",
      (files) => files.delete(name(spoilt.ledger.long.length - 1)),
      /ends with record \d+, but the checkpoint .* speaks of 40/u,
    ],
    [
      "two changed places",
      (files) => {
        const [a, b] = [text(files, 0), text(files, 1)];
        files.set(name(0), b).set(name(1), a);
      },
      /0001\.jsonl:1 1 records 1 to \d+ are missing/u,
    ],
    [
      "the second is a copy of the first",
      (files) => files.set(name(1), text(files, 0)),
      /0002\.jsonl:1 \d+ record 1 stands in the place/u,
    ],
    [
      "a copy of the last follows",
      (files) =>
        files.set(
          `${streamOf(name(0))}.${String(spoilt.ledger.long.length + 1).padStart(4, "0")}.jsonl`,
          text(files, spoilt.ledger.long.length - 1),
        ),
      /stands in the place of record 41/u,
    ],
    [
      "a compressed copy of the second stands beside it",
      (files) => files.set(`${name(1)}.gz`, text(files, 1)),
      /0002\.jsonl\.gz:null \d+ is there a second time/u,
    ],
    [
      "the first is empty",
      (files) => files.set(name(0), []),
      /0002\.jsonl:1 1 records 1 to \d+ are missing/u,
    ],
    [
      "the second is empty",
      (files) => files.set(name(1), []),
      /0003\.jsonl:1 \d+ records \d+ to \d+ are missing/u,
    ],
    [
      "the last is empty",
      (files) => files.set(name(spoilt.ledger.long.length - 1), []),
      /ends with record/u,
    ],
    [
      "the first breaks off",
      (files) => files.set(name(0), [...text(files, 0).slice(0, -1), '{"v":2,"seq…']),
      /0001\.jsonl:\d+ \d+ breaks off/u,
    ],
    [
      "the first lacks its last newline",
      (files) => files.set(name(0), [...text(files, 0).slice(0, -1), `${text(files, 0).at(-1)}…`]),
      /0001\.jsonl:\d+ \d+ breaks off/u,
    ],
    [
      "the second has the number of the fourth",
      (files) => {
        files.set(`${streamOf(name(0))}.0009.jsonl`, text(files, 1));
        files.delete(name(1));
      },
      /0003\.jsonl:null \d+ follows on a file that is missing/u,
    ],
    [
      "the first is that of another stream",
      (files) => files.set(name(0), files.get(spoilt.ledger.short) ?? []),
      /0001\.jsonl:1 1 does not begin this stream/u,
    ],
    [
      "another stream's file follows",
      (files) =>
        files.set(
          `${streamOf(name(0))}.${String(spoilt.ledger.long.length + 1).padStart(4, "0")}.jsonl`,
          files.get(spoilt.ledger.short) ?? [],
        ),
      /record 1 stands in the place of record 41/u,
    ],
  ])("is named when %s", async (_, spoil, words) => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      spoil(files);
      const all = found(await spoilt.verify(files, knows));
      expect(all).toHaveLength(1);
      expect(all[0]).toMatch(words);
    }
  });

  it("may be compressed: then what is in it is verified all the same", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      for (const each of spoilt.ledger.long.slice(0, -1)) {
        files.set(`${each}.gz`, files.get(each) ?? []);
        files.delete(each);
      }
      expect(found(await spoilt.verify(files, knows))).toEqual([]);
      files.set(`${name(1)}.gz`, (files.get(`${name(1)}.gz`) ?? []).with(1, "overwritten"));
      expect(found(await spoilt.verify(files, knows))).toEqual([
        expect.stringMatching(/0002\.jsonl\.gz:2 \d+ no record/u),
      ]);
    }
  });
});

describe("a stream as a whole", () => {
  it("that was renamed does not fit its name, and is missing under the old one", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      for (const each of [spoilt.ledger.short, checkpointsOf(spoilt.ledger.short)]) {
        files.set(each.replace(/-(\d+)-/u, "-1$1-"), files.get(each) ?? []);
        files.delete(each);
      }
      const all = found(await spoilt.verify(files, knows)).join("\n");
      expect(all).toContain("does not begin this stream: the file was renamed");
      expect(all).toContain("the whole stream is missing");
      expect(all).toContain("is a checkpoint of another stream");
    }
  });

  it("without checkpoints, that was renamed, does not fit its name", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      files.set(
        spoilt.ledger.unsigned.replace(/-(\d+)-/u, "-1$1-"),
        files.get(spoilt.ledger.unsigned) ?? [],
      );
      files.delete(spoilt.ledger.unsigned);
      const all = found(await spoilt.verify(files, knows)).join("\n");
      expect(all).toContain("does not begin this stream: the file was renamed");
      expect(all).toContain("the whole stream is missing");
    }
  });

  it.each([
    [
      "with checkpoints",
      () => [spoilt.ledger.short, checkpointsOf(spoilt.ledger.short)],
      "it had 12 records",
    ],
    ["without any", () => [spoilt.ledger.unsigned], "there were records of it"],
    ["of version 1", () => [spoilt.ledger.old], "there were records of it"],
    ["but its checkpoints", () => [spoilt.ledger.short], "it had 12 records"],
  ])(
    "is missed when it was removed while another one's checkpoint speaks of it: %s",
    async (_, names, words) => {
      for (const knows of everyone) {
        const files = spoilt.copy();
        for (const name of names()) files.delete(name);
        const all = found(await spoilt.verify(files, knows));
        expect(all).toHaveLength(1);
        expect(all[0]).toContain("the whole stream is missing");
        expect(all[0]).toContain(words);
      }
    },
  );

  it("of version 1 is verified like all others, and may have been renamed", async () => {
    const verification = await spoilt.verify(spoilt.copy(), "the key");
    const old = verification.streams.find(({ stream }) => `${stream}.jsonl` === spoilt.ledger.old);
    expect(old).toMatchObject({ records: 6, tampering: null });
    expect(old?.unknown.join()).toContain("it may have been renamed");
    for (let seq = 1; seq <= 6; seq += 1) {
      const files = spoilt.copy();
      const lines = files.get(spoilt.ledger.old) ?? [];
      files.set(
        spoilt.ledger.old,
        lines.with(seq - 1, lines[seq - 1]?.replace("asst_abc123", "asst_x") ?? ""),
      );
      expect(found(await spoilt.verify(files, "nothing"))).toEqual([
        expect.stringMatching(
          new RegExp(`^${spoilt.ledger.old}:${seq} ${seq} does not fit its own hash`, "u"),
        ),
      ]);
    }
  });

  it("of a newer version is not called intact", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      const lines = (files.get(spoilt.ledger.unsigned) ?? []).map((line) =>
        line.replace('"v":2', '"v":3'),
      );
      files.set(spoilt.ledger.unsigned, lines);
      expect(found(await spoilt.verify(files, knows)).join()).toContain(
        "written by a newer version of safeclaw",
      );
    }
  });

  it("removed with all others is missed by who kept a checkpoint", async () => {
    for (const knows of everyone) {
      const verification = await spoilt.verify(new Map(), knows);
      if (knows === "the key and a checkpoint") {
        expect(found(verification)).toHaveLength(4);
        expect(found(verification).join()).toContain("the whole stream is missing");
      } else {
        expect(verification.intact).toBe(true);
        expect(unknown(verification)).toContain("streams may have been removed as a whole");
      }
    }
  });

  it("that ends in a part of a line is intact: it is being written, or its process was killed", async () => {
    for (const part of ['{"v":2,"seq":9,"ti…', "{…"]) {
      for (const knows of everyone) {
        const files = spoilt.copy();
        files.set(spoilt.ledger.unsigned, [...(files.get(spoilt.ledger.unsigned) ?? []), part]);
        const verification = await spoilt.verify(files, knows);
        expect(found(verification)).toEqual([]);
        const torn = verification.streams.filter((stream) => stream.torn !== null);
        expect(torn.map(({ torn: place }) => place?.line)).toEqual([9]);
      }
    }
  });
});
