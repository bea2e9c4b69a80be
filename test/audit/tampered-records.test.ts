// Every way to change a record that we could think of: each is found, and named, or it is said that it cannot be.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Files, longRecords, rehash, sha256 } from "./ledger.js";
import {
  checkpointsOf,
  everyone,
  firstHash,
  found,
  notesUpTo,
  streamOf,
  Tampering,
  unknown,
} from "./tampering.js";

let spoilt: Tampering;
beforeAll(async () => {
  spoilt = await Tampering.start();
});
afterAll(() => spoilt.end());

/** The ends of files, of checkpoints, of the stream, and what lies between. */
const places = [1, 2, 10, 11, 13, 14, 21, 27, longRecords - 1, longRecords];

it("is about a ledger that is intact, of files that hold what the places say", async () => {
  expect(spoilt.ledger.long.length).toBeGreaterThanOrEqual(3);
  const lengths = spoilt.ledger.long.map((name) => spoilt.ledger.files.get(name)?.length);
  expect(lengths.reduce((sum = 0, length = 0) => sum + length, 0)).toBe(longRecords);
  for (const knows of everyone) {
    const verification = await spoilt.verify(spoilt.copy(), knows);
    expect(found(verification)).toEqual([]);
    expect(verification.intact).toBe(true);
    expect(verification.streams).toHaveLength(4);
  }
});

describe.each(places)("record %i", (seq) => {
  it.each([
    ["its arguments", (line: string) => line.replace(/"amount":\d/u, '"amount":9')],
    ["who asked", (line: string) => line.replace("asst_abc123", "asst_abc124")],
    [
      "the decision",
      (line: string) =>
        line.replace(/"allowed":(true|false)/u, (_, was) => `"allowed":${was === "false"}`),
    ],
    ["the time", (line: string) => line.replace(/"time":"2/u, '"time":"3')],
    [
      "its number",
      (line: string) => line.replace(/"seq":(\d+)/u, (_, was) => `"seq":${Number(was) + 1}`),
    ],
    [
      "its link",
      (line: string) =>
        line.replace(/"prev":"(.)/u, (_, was) => `"prev":"${was === "0" ? "1" : "0"}`),
    ],
    [
      "its hash",
      (line: string) =>
        line.replace(/"hash":"(.)/u, (_, was) => `"hash":"${was === "0" ? "1" : "0"}`),
    ],
    ["its hash, taken out", (line: string) => line.replace(/,"hash":"[^"]+"/u, "")],
    ["its version", (line: string) => line.replace('"v":2', '"v":1')],
    ["its layout", (line: string) => line.replace('"v":2,', '"v": 2,')],
    ["all of it", () => "overwritten"],
    ["all of it, by nothing", () => ""],
  ] as const)("is named when changed: %s", async (_, change) => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      spoilt.edit(files, seq, (line) => [change(line)]);
      expect(spoilt.lineOf(files, seq)).not.toBe(spoilt.lineOf(spoilt.ledger.files, seq));
      const { name, index } = spoilt.placeOf(files, seq);
      expect(found(await spoilt.verify(files, knows))).toEqual([
        expect.stringMatching(
          new RegExp(`^${name}:${index + 1} ${seq} (?:does not fit|no record)`, "u"),
        ),
      ]);
    }
  });

  it("is named when a new hash was computed for it alone", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      spoilt.edit(files, seq, (line) => {
        const body = line.replace(/,"hash":.*$/u, "").replace("asst_abc123", "asst_abc124");
        return [`${body},"hash":"${sha256(body)}"}`];
      });
      const [first = "", ...others] = found(await spoilt.verify(files, knows));
      expect(others).toEqual([]);
      // The next record does not follow any more, if no checkpoint finds it before.
      if (seq % 10 !== 0) {
        const { name, index } = spoilt.placeOf(files, seq + 1);
        expect(first).toContain(
          `${name}:${index + 1} ${seq + 1} does not follow from the record before it`,
        );
      } else
        expect(first).toContain(
          ` ${seq - 9} one of the records ${seq - 9} to ${seq} is not the one`,
        );
    }
  });

  it("is missed when taken out", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      spoilt.edit(files, seq, () => []);
      const [first = "", ...others] = found(await spoilt.verify(files, knows));
      expect(others).toEqual([]);
      expect(first).toMatch(
        seq < longRecords
          ? new RegExp(
              `:\\d+ ${seq} record ${seq} is missing: record ${seq + 1} stands in its place$`,
              "u",
            )
          : new RegExp(
              ` ${seq} ends with record ${seq - 1}, but the checkpoint .* speaks of ${seq} records`,
              "u",
            ),
      );
    }
  });

  it.each([
    ["stands there twice", (files: Files) => spoilt.edit(files, seq, (line) => [line, line])],
    [
      "stands at the end again",
      (files: Files) =>
        spoilt.edit(files, longRecords, (line) => [line, spoilt.lineOf(files, seq)]),
    ],
    [
      "stands at the beginning again",
      (files: Files) => spoilt.edit(files, 1, (line) => [spoilt.lineOf(files, seq), line]),
    ],
    [
      "is followed by a forged one",
      (files: Files) => spoilt.edit(files, seq, (line) => [line, '{"forged":true}']),
    ],
    [
      "is followed by an empty line",
      (files: Files) => spoilt.edit(files, seq, (line) => [line, ""]),
    ],
    [
      "is followed by one of another stream",
      (files: Files) =>
        spoilt.edit(files, seq, (line) => [line, files.get(spoilt.ledger.short)?.[3] ?? ""]),
    ],
    [
      "is exchanged for one of another stream",
      (files: Files) =>
        spoilt.edit(files, seq, () => [
          files.get(spoilt.ledger.short)?.[Math.min(seq, 12) - 1] ?? "",
        ]),
    ],
    [
      "is exchanged for one of the same number of another stream",
      (files: Files) => {
        const line = files.get(spoilt.ledger.short)?.[0]?.replace(/"seq":1/u, `"seq":${seq}`) ?? "";
        const body = line.replace(/,"hash":.*$/u, "");
        spoilt.edit(files, seq, () => [`${body},"hash":"${sha256(body)}"}`]);
      },
    ],
    ["is torn", (files: Files) => spoilt.edit(files, seq, (line) => [line.slice(0, 100)])],
  ])("is found when it %s", async (_, spoil) => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      spoil(files);
      const [first = "", ...others] = found(await spoilt.verify(files, knows));
      expect(others).toEqual([]);
      expect(first).toMatch(/^\S+\.jsonl:\d+ \d+ \w/u);
      expect(first).toContain(streamOf(spoilt.ledger.long[0] ?? ""));
    }
  });

  it.skipIf(seq === longRecords)("is found when it changed places with the next", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      const [one, other] = [spoilt.lineOf(files, seq), spoilt.lineOf(files, seq + 1)];
      spoilt.edit(files, seq, () => [other]);
      spoilt.edit(files, seq + 1, () => [one]);
      expect(found(await spoilt.verify(files, knows))).toEqual([
        expect.stringMatching(
          new RegExp(`:\\d+ ${seq} record ${seq} is missing: record ${seq + 1} stands`, "u"),
        ),
      ]);
    }
  });

  /** The change of somebody who takes pains: all hashes from there on are new. */
  const forge = (files: Files): void => {
    spoilt.edit(files, seq, (line) => [line.replace("asst_abc123", "asst_abc124")]);
    rehash(files, spoilt.ledger.long, firstHash(spoilt.ledger.long[0] ?? ""));
  };

  it("is narrowed down to its checkpoint when all hashes after it are new", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      forge(files);
      const [first = ""] = found(await spoilt.verify(files, knows));
      // The auditor's and the folder's checkpoints are the same, at every tenth record.
      const start = Math.floor((seq - 1) / 10) * 10 + 1;
      expect(first).toMatch(
        new RegExp(
          `:\\d+ ${start} one of the records ${start} to ${start + 9} is not the one`,
          "u",
        ),
      );
    }
  });

  it("without the checkpoints of its stream, only one that was kept shows that all hashes are new", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      forge(files);
      files.delete(checkpointsOf(spoilt.ledger.long[0] ?? ""));
      const verification = await spoilt.verify(files, knows);
      if (knows === "the key and a checkpoint") expect(verification.intact).toBe(false);
      else {
        expect(verification.intact).toBe(true);
        expect(unknown(verification)).toContain("no checkpoint speaks of its records");
      }
    }
  });

  it("is found as the new end of the stream", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      spoilt.cutAfter(files, seq - 1);
      const at =
        seq === 1
          ? /stream is missing|ends with record 0/u
          : new RegExp(` ${seq} ends with record ${seq - 1},`, "u");
      expect(found(await spoilt.verify(files, knows))).toEqual([expect.stringMatching(at)]);
    }
  });

  it("is found as the new end, where the checkpoints are cut too, by one that was kept alone", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      spoilt.cutAfter(files, seq - 1);
      const name = checkpointsOf(spoilt.ledger.long[0] ?? "");
      files.set(name, notesUpTo(files.get(name) ?? [], seq - 1));
      const verification = await spoilt.verify(files, knows);
      if (knows === "the key and a checkpoint") {
        expect(found(verification).join()).toMatch(/ends with record|stream is missing/u);
      } else {
        expect(verification.intact).toBe(true);
        expect(unknown(verification)).toMatch(/end may have been cut off|cut off its end/u);
      }
    }
  });
});
