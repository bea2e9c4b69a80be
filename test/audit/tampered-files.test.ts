// Files of a stream that were removed, exchanged, renamed, emptied, copied or cut.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Files } from "./ledger.js";
import { everyone, found, streamOf, Tampering } from "./tampering.js";

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
      "the last lacks its last newline, which the next process takes for a torn line",
      (files) => {
        const last = spoilt.ledger.long.length - 1;
        files.set(name(last), [...text(files, last).slice(0, -1), `${text(files, last).at(-1)}…`]);
      },
      /ends with record 39, but the checkpoint .* speaks of 40/u,
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

  it("may end in a part of a line that the next one has whole: a disk that failed leaves that", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      const part = `${text(files, 1)[0]?.slice(0, 200)}…`;
      files.set(name(0), [...text(files, 0), part]);
      const verification = await spoilt.verify(files, knows);
      expect(found(verification)).toEqual([]);
      expect(verification.streams.at(-1)?.torn).toMatchObject({ line: text(files, 0).length });
      // And is not blamed for what comes later.
      files.set(name(1), text(files, 1).with(2, "overwritten"));
      expect(found(await spoilt.verify(files, knows))).toEqual([
        expect.stringMatching(/0002\.jsonl:3 \d+ no record/u),
      ]);
    }
  });
});
