// Whole streams that were removed, renamed or exchanged, and those of other versions.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkpointsOf, everyone, found, Tampering, unknown } from "./tampering.js";

let spoilt: Tampering;
beforeAll(async () => {
  spoilt = await Tampering.start();
});
afterAll(() => spoilt.end());

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
