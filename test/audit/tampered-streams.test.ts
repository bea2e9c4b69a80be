// Whole streams that were removed, renamed or exchanged, and those of other versions.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "./ledger.js";
import { checkpointsOf, everyone, firstHash, found, Tampering, unknown } from "./tampering.js";

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

  it("that lacks nothing but its last newline ends in a torn line", async () => {
    const files = spoilt.copy();
    const lines = files.get(spoilt.ledger.unsigned) ?? [];
    files.set(spoilt.ledger.unsigned, [...lines.slice(0, -1), `${lines.at(-1)}…`]);
    const verification = await spoilt.verify(files, "nothing");
    expect(found(verification)).toEqual([]);
    const torn = verification.streams.filter((stream) => stream.torn !== null);
    expect(torn).toMatchObject([{ records: 7, torn: { line: 8 } }]);
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

describe("a stream of which somebody computed all hashes anew", () => {
  const way = "not written the way safeclaw writes a record";
  const none = "no record: it was overwritten, or something else was put in";

  it.each<[string, (body: string) => string, string]>([
    [
      "has another number",
      (body) => body.replace('"seq":4', '"seq":40'),
      "records 4 to 39 are missing",
    ],
    [
      "has a number before its own",
      (body) => body.replace('"seq":4', '"seq":3'),
      "record 3 stands in",
    ],
    ["has another version", (body) => body.replace('"v":2', '"v":1'), "its version is another"],
    ["has a space in it", (body) => body.replace('"v":2,', '"v":2, '), way],
    ["has its number in other digits", (body) => body.replace('"seq":4', '"seq":4.0'), way],
    [
      "has its time elsewhere",
      (body) => body.replace(/("time":"[^"]+"),(.*),("prev".*)$/u, "$2,$1,$3"),
      way,
    ],
    ["has something behind its link", (body) => `${body},"more":"x"`, way],
    ["has its link under another name", (body) => body.replace('"prev":"', '"from":"'), none],
    ["breaks off within its link", (body) => body.replace(/"$/u, " "), none],
    [
      "is linked to something else",
      (body) => body.replace(/"prev":"./u, '"prev":"x'),
      "does not follow from the record before it",
    ],
  ])("is found out where a record %s", async (_, change, words) => {
    const files = spoilt.copy();
    const name = spoilt.ledger.unsigned;
    let prev = firstHash(name);
    const lines = (files.get(name) ?? []).map((line, index) => {
      const linked = line.replace(/,"prev":.*$/u, `,"prev":"${prev}"`);
      const body = index === 3 ? change(linked) : linked;
      prev = sha256(body);
      return `${body},"hash":"${prev}"}`;
    });
    expect(lines[3]).not.toBe(files.get(name)?.[3]);
    files.set(name, lines);
    const [first = "", ...others] = found(await spoilt.verify(files, "nothing"));
    expect(others).toEqual([]);
    expect(first).toContain(`${name}:4 4 `);
    expect(first).toContain(words);
  });

  it.each([
    ["its last character", /\}$/u, "]"],
    ["its last quote", /"\}$/u, "'}"],
    ["the name of its hash", '"hash":"', '"hush":"'],
    ["so much that it is longer than any record", /\}$/u, "x".repeat(33 * 1024 * 1024)],
  ])("or a record has another end: %s", async (_, from, to) => {
    const files = spoilt.copy();
    const lines = files.get(spoilt.ledger.unsigned) ?? [];
    files.set(spoilt.ledger.unsigned, lines.with(3, lines[3]?.replace(from, to) ?? ""));
    expect(found(await spoilt.verify(files, "nothing"))).toEqual([
      `${spoilt.ledger.unsigned}:4 4 ${none}`,
    ]);
  });
});
