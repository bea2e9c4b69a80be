// Checkpoints that were changed, exchanged, forged or cut.

import { newAuditKey } from "@authensor/safeclaw-runtime/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkpointText } from "../../runtime/audit/checkpoint.js";
import { MerkleTree } from "../../runtime/audit/merkle.js";
import { signerOf } from "../../runtime/audit/signed-note.js";
import { type Files, longRecords, rehash } from "./ledger.js";
import {
  checkpointsOf,
  everyone,
  firstHash,
  found,
  notesOf,
  streamOf,
  Tampering,
  unknown,
} from "./tampering.js";

let spoilt: Tampering;
beforeAll(async () => {
  spoilt = await Tampering.start();
});
afterAll(() => spoilt.end());

describe("checkpoints", () => {
  const name = (): string => checkpointsOf(spoilt.ledger.long[0] ?? "");
  const change = (files: Files, from: RegExp, to: string): void => {
    const text = (files.get(name()) ?? []).join("\n");
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    files.set(name(), changed.split("\n"));
  };

  it.each([
    ["size", /^20$/mu, "19"],
    ["root", /^([A-Za-z0-9+/]{10})(.)([A-Za-z0-9+/]{32}=)$/mu, "$1/$3"],
    ["other stream's size", /^(stream \S+) 12 /mu, "$1 11 "],
    ["signature", /^(— \S+ [A-Za-z0-9+/]{20})../mu, "$1AA"],
  ])(
    "with another %s do not fit their signature, and without a key do not fit the log",
    async (_, from, to) => {
      for (const knows of everyone) {
        const files = spoilt.copy();
        change(files, from, to);
        const verification = await spoilt.verify(files, knows);
        if (knows === "nothing") {
          // A signature that nobody can check, and a smaller number that is true as well, change nothing.
          const isHarmless = to === "$1AA";
          expect(verification.intact).toBe(isHarmless);
          expect(unknown(verification)).toContain("no signature was checked");
        } else {
          expect(found(verification).join()).toMatch(/does not fit its signature/u);
        }
      }
    },
  );

  it.each([
    ["something else", (files: Files) => files.set(name(), ["hello", "", "world", ""])],
    ["no signature", (files: Files) => change(files, /^— .*$/mu, "nothing")],
    ["another origin", (files: Files) => change(files, /^safeclaw\//mu, "example/")],
    ["a size that is no number", (files: Files) => change(files, /^20$/mu, "twenty")],
  ])("are none with %s", async (_, spoil) => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      spoil(files);
      const all = found(await spoilt.verify(files, knows)).join();
      expect(all).toMatch(/is no checkpoint of a safeclaw log|does not fit its signature/u);
    }
  });

  it("of another stream are named", async () => {
    for (const knows of everyone) {
      const files = spoilt.copy();
      files.set(name(), [
        ...(files.get(name()) ?? []),
        ...(files.get(checkpointsOf(spoilt.ledger.short)) ?? []),
      ]);
      expect(found(await spoilt.verify(files, knows))).toEqual([
        expect.stringContaining(
          `is a checkpoint of another stream, ${streamOf(spoilt.ledger.short)}`,
        ),
      ]);
    }
  });

  const forger = signerOf(newAuditKey("example.com/audit").privateKey);
  /** The checkpoint of somebody who has another key. */
  const forge = (files: Files): void => {
    const tree = new MerkleTree();
    for (const each of spoilt.ledger.long.flatMap((file) => files.get(file) ?? []))
      tree.add(Buffer.from(each));
    const stream = streamOf(spoilt.ledger.long[0] ?? "");
    const note = forger.sign(
      checkpointText({ stream, size: tree.size, root: tree.root(), others: [] }),
    );
    files.set(name(), note.split("\n"));
  };

  it("of records without new hashes are not believed for want of a key", async () => {
    const files = spoilt.copy();
    spoilt.edit(files, 20, (line) => [line.replace("asst_abc123", "asst_abc124")]);
    forge(files);
    expect(found(await spoilt.verify(files, "nothing")).join()).toMatch(
      / 20 does not fit its own hash/u,
    );
  });

  it.each([
    [4, "record 5 is not the one"],
    [3, "one of the records 4 to 5 is not the one"],
    [0, "one of the records 1 to 5 is not the one"],
  ])(
    "that the records do not fit are told from the last that they do, of %i records",
    async (fits, words) => {
      const files = spoilt.copy();
      const stream = streamOf(spoilt.ledger.unsigned);
      const note = (size: number, leaves: number): string => {
        const tree = new MerkleTree();
        const lines = files.get(spoilt.ledger.unsigned) ?? [];
        for (const line of lines.slice(0, leaves)) tree.add(Buffer.from(line));
        return forger.sign(checkpointText({ stream, size, root: tree.root(), others: [] }));
      };
      files.set(`${stream}.checkpoints`, `${note(fits, fits)}\n${note(5, 6)}`.split("\n"));
      expect(found(await spoilt.verify(files, "nothing"))).toEqual([
        `${spoilt.ledger.unsigned}:${fits + 1} ${fits + 1} ${words} of which the checkpoint ${stream}.checkpoints:7 speaks: it was exchanged, with new hashes from there on`,
      ]);
    },
  );

  it("of the wrong key are named, whoever holds it", async () => {
    const files = spoilt.copy();
    spoilt.edit(files, 20, (line) => [line.replace("asst_abc123", "asst_abc124")]);
    rehash(files, spoilt.ledger.long, firstHash(spoilt.ledger.long[0] ?? ""));
    forge(files);
    expect(unknown(await spoilt.verify(files, "nothing"))).toContain("no signature was checked");
    for (const knows of ["the key", "the key and a checkpoint"] as const) {
      const all = found(await spoilt.verify(files, knows)).join();
      expect(all).toContain(
        `is signed with the key example.com/audit+${forger.key.id}, which is none of those given`,
      );
    }
    expect((await spoilt.verify(spoilt.copy(), "the key", [forger.key])).intact).toBe(false);
  });

  it("that nobody can believe are counted, with the place of the first, whichever of several keys are given", async () => {
    const [one, other] = ["one", "other"].map((name) => signerOf(newAuditKey(name).privateKey).key);
    if (one === undefined || other === undefined) throw new Error("no keys");
    const { checkpoints } = await spoilt.verify(spoilt.copy(), "the key", [one, other]);
    const ids = `${spoilt.ledger.key.name}+${spoilt.ledger.key.id}`;
    const what = `is signed with the key ${ids}, which is none of those given`;
    expect(checkpoints.map(({ file, ...fault }) => fault)).toEqual([
      { line: 1, count: 2, what },
      { line: 1, count: 4, what },
    ]);
    for (const keys of [
      [one, spoilt.ledger.key],
      [spoilt.ledger.key, one],
    ]) {
      expect((await spoilt.verify(spoilt.copy(), "the key", keys)).intact).toBe(true);
      const files = spoilt.copy();
      change(files, /^20$/mu, "19");
      expect(found(await spoilt.verify(files, "the key", keys)).join()).toMatch(
        /does not fit its signature/u,
      );
    }
  });

  it("may be none at all in the log, but not in a file that was kept elsewhere", async () => {
    const files = spoilt.copy();
    for (const each of files.keys()) if (each.endsWith(".checkpoints")) files.set(each, []);
    expect((await spoilt.verify(files, "the key")).intact).toBe(true);
    const key = [spoilt.ledger.key];
    const verification = await spoilt.verify(files, "the key and a checkpoint", key, "\n\n");
    expect(verification.intact).toBe(false);
    expect(found(verification)).toEqual(["kept.txt:null holds no checkpoint"]);
    expect(verification.checkpoints[0]).toMatchObject({ count: 1 });
  });

  it("that say the same: first the one kept elsewhere is named, then the stream's own", async () => {
    const kept = spoilt.ledger.kept.join("\n").trimEnd();
    for (const [knows, places] of [
      ["the key", /^\S+\.checkpoints:\d+ false,\S+\.checkpoints:\d+ false$/u],
      ["the key and a checkpoint", /^kept\.txt:\d+ true,kept\.txt:\d+ true$/u],
    ] as const) {
      const { streams } = await spoilt.verify(spoilt.copy(), knows, undefined, kept);
      const signed = streams.filter(({ proven }) => proven > 0);
      expect(signed.map(({ proven }) => proven)).toEqual([12, longRecords]);
      const by = signed.map(({ provenBy }) => provenBy);
      const named = by.map(
        (each) => `${each?.file.replace(/^.*\//u, "")}:${each?.line} ${each?.outside}`,
      );
      expect(named.join()).toMatch(places);
      if (knows === "the key") {
        expect(named.map((each) => each.replace(/:.*$/u, ""))).toEqual(
          signed.map(({ stream }) => `${stream}.checkpoints`),
        );
      }
    }
  });

  it("in the middle are not needed: later ones speak of the same records", async () => {
    const files = spoilt.copy();
    const notes = notesOf(files.get(name()) ?? []);
    files.set(name(), [...(notes.at(-1) ?? "").trimEnd().split("\n"), ""]);
    const verification = await spoilt.verify(files, "the key");
    expect(found(verification)).toEqual([]);
    expect(verification.streams.at(-1)).toMatchObject({ proven: longRecords });
  });

  it("may break off at their end: then the records that came after the last whole one are named", async () => {
    const files = spoilt.copy();
    const lines = files.get(name()) ?? [];
    files.set(name(), [...lines.slice(0, -2), `${lines.at(-2)?.slice(0, 30)}…`]);
    const verification = await spoilt.verify(files, "the key");
    expect(found(verification)).toEqual([]);
    expect(unknown(verification)).toContain("records 31 to 40 came after its last checkpoint");
    expect(unknown(verification)).toMatch(
      /what stood at the end of .*\.checkpoints, which breaks off/u,
    );
  });
});
