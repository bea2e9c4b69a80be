// `safeclaw audit prove`, and the script of docs/audit.md that checks what it prints.

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { partsOf } from "../docs/markdown.js";
import { readPage } from "../docs/pages.js";
import { keyFile, SignedProject } from "./signed-project.js";

let project: SignedProject;
beforeEach(async () => {
  project = await SignedProject.start();
});

describe("prove", () => {
  /** The script of docs/audit.md, on this proof. */
  function check(proof: object): { readonly exit: number; readonly output: string } {
    const block = partsOf(readPage("docs/audit.md")).find(
      (part) => part.kind === "block" && part.text.startsWith("// verify-proof.mjs"),
    );
    writeFileSync(
      join(project.here, "verify-proof.mjs"),
      block?.kind === "block" ? block.text : "",
    );
    writeFileSync(join(project.here, "proof.json"), JSON.stringify(proof));
    writeFileSync(join(project.here, "public.key"), project.publicKey);
    try {
      const args = ["verify-proof.mjs", "proof.json", "public.key"];
      const stdio = ["ignore", "pipe", "pipe"] as const;
      return {
        exit: 0,
        output: execFileSync(process.execPath, args, {
          cwd: project.here,
          stdio: [...stdio],
          encoding: "utf8",
        }),
      };
    } catch (error) {
      return { exit: 1, output: String(Object(error).stderr) };
    }
  }

  it("gives to a script of thirty lines all that it needs", async () => {
    const stream = await project.record(11, { maxFileBytes: 1 });
    for (const seq of [1, 2, 8, 9, 11]) {
      const { exit, stdout } = await project.run("prove", String(seq));
      expect(exit).toBe(0);
      const proof = JSON.parse(stdout);
      expect(JSON.parse(proof.record)).toMatchObject({ seq, call: `call_${seq - 1}` });
      expect(check(proof)).toEqual({
        exit: 0,
        output: expect.stringContaining(
          `record ${seq} of safeclaw/${stream} is what example.com/orders`,
        ),
      });
    }
  });

  it("nothing that was changed in it is believed", async () => {
    await project.record(11);
    const proof = JSON.parse((await project.run("prove", "4")).stdout);
    const [first = "", ...rest] = proof.hashes;
    for (const [changed, words] of [
      [{ record: proof.record.replace("call_3", "call_4") }, "the root"],
      [{ leafIndex: 4 }, "the root"],
      [{ hashes: rest }, "the root"],
      [{ hashes: [...rest, first] }, "the root"],
      [{ checkpoint: proof.checkpoint.replace("\n11\n", "\n12\n") }, "the signature"],
      [
        { checkpoint: proof.checkpoint.replace(/\n.{43}=\n/u, `\n${"A".repeat(43)}=\n`) },
        "the signature",
      ],
    ] as const) {
      expect(check({ ...proof, ...changed })).toEqual({ exit: 1, output: `no proof: ${words}\n` });
    }
    project.publicKey = (
      await project.run("keygen", "--name", "example.com/orders", "--out", "other")
    ).stdout.trim();
    expect(check(proof)).toEqual({ exit: 1, output: "no proof: the signature\n" });
  });

  it("asks which stream, where there are several", async () => {
    const stream = await project.record(2);
    const other = await project.record(2);
    const { exit, stderr } = await project.run("prove", "2");
    expect(exit).toBe(2);
    for (const name of [stream, other]) expect(stderr).toContain(name);
    const { stdout } = await project.run("prove", "2", "--stream", other);
    expect(check(JSON.parse(stdout)).output).toContain(other);
  });

  it("proves a record to who kept an older checkpoint", async () => {
    const stream = await project.record(5, {
      checkpoints: { key: join(project.here, keyFile), everyRecords: 1 },
    });
    const kept = readFileSync(project.path(`${stream}.checkpoints`), "utf8");
    writeFileSync(join(project.here, "kept.txt"), kept.split(/(?<=\n)\n(?=safeclaw)/u)[0] ?? "");
    rmSync(project.path(`${stream}.checkpoints`));
    const { exit, stdout } = await project.run("prove", "1", "--checkpoint", "kept.txt");
    expect(exit).toBe(0);
    expect(check(JSON.parse(stdout))).toMatchObject({ exit: 0 });
    expect(await project.run("prove", "1", "--checkpoint", "nowhere")).toMatchObject({ exit: 2 });
  });

  it("proves nothing that no checkpoint says, or no longer", async () => {
    const stream = await project.record(3);
    expect(await project.run("prove", "4")).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("records 1 to 3"),
    });
    project.spoil(`${stream}.0001.jsonl`, (text) => text.replace("call_1", "call_7"));
    expect(await project.run("prove", "3")).toMatchObject({
      exit: 1,
      stdout: "",
      stderr: expect.stringContaining("`safeclaw audit verify` says more"),
    });
    project.spoil(`${stream}.0001.jsonl`, (text) => text.replace("call_7", "call_1").trimEnd());
    expect(await project.run("prove", "3")).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("the records are not those of which the checkpoint speaks"),
    });
    rmSync(project.path(`${stream}.checkpoints`));
    expect(await project.run("prove", "1")).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("no checkpoint"),
    });
  });

  it("says in JSON that there is no proof, too", async () => {
    await project.record(3);
    const { exit, stdout, stderr } = await project.run("prove", "4", "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      diagnostics: [],
      error: { message: expect.stringContaining("records 1 to 3"), help: null },
    });
    expect(stderr).toContain("records 1 to 3");
  });

  it.each<[string[], RegExp]>([
    [["0"], /`0` is no record's number/u],
    [["x"], /`x` is no record's number/u],
    [["1.5"], /`1.5` is no record's number/u],
    [["1", "--log", "nowhere"], /nowhere/u],
    [["1", "--stream", "nowhere"], /no stream `nowhere`\n.*there are: \d{8}T\d+Z-/u],
    [["1", "--db", "postgres://x/y"], /reads the files of the log, and no database/u],
    [[], /which record .*\n.*e\.g\. `safeclaw audit prove 5`/u],
  ])("refuses a command line that cannot be meant: %j", async (args, words) => {
    await project.record(1);
    const { exit, stdout, stderr } = await project.run("prove", ...args);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toMatch(words);
  });
});
