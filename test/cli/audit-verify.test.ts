// `safeclaw audit keygen` and `verify`, as an operator and an auditor use them.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { safeclaw } from "./safeclaw.js";
import { keyFile, SignedProject } from "./signed-project.js";

let project: SignedProject;
beforeEach(async () => {
  project = await SignedProject.start();
});

describe("keygen", () => {
  it("writes a key for its owner alone, prints the public half, and says what to do with both", async () => {
    const { exit, stdout, stderr } = await project.run("keygen", "--out", "keys/mine");
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^safeclaw\/\S+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/u);
    expect(statSync(join(project.here, "keys/mine")).mode & 0o777).toBe(0o600);
    const secret = readFileSync(join(project.here, "keys/mine"), "utf8").trim();
    expect(secret).toMatch(/^PRIVATE\+KEY\+safeclaw\//u);
    expect(stderr).toContain("SAFECLAW_AUDIT_KEY");
    expect(stdout + stderr).not.toContain(secret.split("+").at(-1));
  });

  it("overwrites no key", async () => {
    const before = readFileSync(join(project.here, keyFile), "utf8");
    expect(await project.run("keygen")).toMatchObject({
      exit: 2,
      stdout: "",
      stderr: expect.stringContaining("is there already"),
    });
    expect(readFileSync(join(project.here, keyFile), "utf8")).toBe(before);
  });

  it("refuses a name that no signature can have, and prints JSON when asked", async () => {
    expect(await project.run("keygen", "--name", "my key", "--out", "other")).toMatchObject({
      exit: 2,
    });
    const { stdout } = await project.run("keygen", "--json", "--out", "other");
    expect(JSON.parse(stdout)).toEqual({
      file: join(project.here, "other"),
      publicKey: expect.stringContaining("+"),
    });
  });
});

describe("verify", () => {
  it("says that a log is intact, by which key, and what it cannot know", async () => {
    const stream = await project.record(3);
    for (const key of [project.publicKey, keyFile]) {
      const { exit, stdout, stderr } = await project.run("verify", "--key", key);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
      expect(stdout).toContain(`intact    ${stream}: 3 records`);
      expect(stdout).toContain(
        `signatures were checked with ${project.publicKey.split("+").slice(0, 2).join("+")}`,
      );
      expect(stdout).toContain(
        `not known of ${stream}: its end may have been cut off together with the checkpoints`,
      );
    }
  });

  it("names the record that was changed, with its place", async () => {
    const stream = await project.record(3);
    project.spoil(`${stream}.0001.jsonl`, (text) => text.replace("call_1", "call_7"));
    const { exit, stdout } = await project.run("verify");
    expect(exit).toBe(1);
    expect(stdout).toContain(
      `tampered  .safeclaw/audit/${stream}.0001.jsonl:2 (record 2): does not fit its own hash`,
    );
    expect(stdout).toContain("tampering found in 1 of 1 stream");
    const json = JSON.parse((await project.run("verify", "--json")).stdout);
    expect(json).toMatchObject({
      intact: false,
      streams: [{ stream, records: 1, tampering: { seq: 2, line: 2 } }],
    });
  });

  it("says once what is not known of several streams", async () => {
    await project.record(1);
    await project.record(2);
    const { stdout } = await project.run("verify", "--key", project.publicKey);
    expect(stdout.match(/^not known of all 2 streams: its end may/gmu)).toHaveLength(1);
    const third = await project.record(3, { maxFileBytes: 1 });
    rmSync(project.path(`${third}.checkpoints`));
    const { stdout: other } = await project.run("verify", "--key", project.publicKey);
    expect(other).toContain(`not known of ${third}: no checkpoint speaks of its records`);
    expect(other).toMatch(/^not known of \S+, \S+: its end may/mu);
  });

  it("takes a file for the stream that it is a part of", async () => {
    const stream = await project.record(3);
    const other = await project.record(2);
    project.spoil(`${other}.0001.jsonl`, (text) => text.replace("call_1", "call_7"));
    const { exit, stdout } = await project.run(
      "verify",
      "--log",
      project.path(`${stream}.0001.jsonl`),
    );
    expect(exit).toBe(0);
    expect(stdout).not.toContain(other);
    expect((await project.run("verify")).exit).toBe(1);
  });

  it("is told by a checkpoint that was kept elsewhere what is missing", async () => {
    const stream = await project.record(3);
    renameSync(project.path(`${stream}.checkpoints`), join(project.here, "kept.txt"));
    project.spoil(`${stream}.0001.jsonl`, (text) =>
      text.split("\n").slice(0, 2).concat("").join("\n"),
    );
    expect((await project.run("verify", "--key", project.publicKey)).exit).toBe(0);
    const kept = await project.run(
      "verify",
      "--key",
      project.publicKey,
      "--checkpoint",
      "kept.txt",
    );
    expect(kept).toMatchObject({ exit: 1 });
    expect(kept.stdout).toContain(
      "ends with record 2, but the checkpoint kept.txt:1 speaks of 3 records",
    );
    rmSync(project.path(`${stream}.0001.jsonl`));
    const gone = await project.run(
      "verify",
      "--key",
      project.publicKey,
      "--checkpoint",
      "kept.txt",
    );
    expect(gone).toMatchObject({ exit: 1 });
    expect(gone.stdout).toContain("the whole stream is missing");
  });

  it.each<[string, (stream: string) => string[]]>([
    ["the folder", () => []],
    ["the file", (stream) => ["--log", `.safeclaw/audit/${stream}.0001.jsonl`]],
  ])("is told so even where %s that it is to look at is gone", async (_, log) => {
    const stream = await project.record(3);
    renameSync(project.path(`${stream}.checkpoints`), join(project.here, "kept.txt"));
    rmSync(project.path(""), { recursive: true });
    const asked = ["verify", ...log(stream), "--key", project.publicKey];
    const { exit, stdout, stderr } = await project.run(...asked, "--checkpoint", "kept.txt");
    expect(exit).toBe(1);
    expect(stderr).toContain("there is no audit log at");
    expect(stdout).toContain(
      "the whole stream is missing: by the checkpoint kept.txt:1, it had 3 records",
    );
    const json = await project.run(...asked, "--checkpoint", "kept.txt", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ intact: false, streams: [{ stream }] });
    // Without it, or with one of another log's, nobody knows that there was one.
    expect(await project.run(...asked)).toMatchObject({ exit: 2, stdout: "" });
    writeFileSync(join(project.here, "empty.txt"), "");
    expect(await project.run(...asked, "--checkpoint", "empty.txt")).toMatchObject({ exit: 2 });
    const other = project.path("20261121T080000000Z-host-1-0a1b2c3d.0001.jsonl");
    expect(await project.run("verify", "--log", other, "--checkpoint", "kept.txt")).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("there is no audit log at"),
    });
  });

  it("names checkpoints that another key has signed", async () => {
    const stream = await project.record(3);
    const other = (await project.run("keygen", "--out", "other")).stdout.trim();
    const { exit, stdout } = await project.run("verify", "--key", other);
    expect(exit).toBe(1);
    expect(stdout).toContain(`${stream}.checkpoints:1: is signed with the key example.com/orders+`);
    expect((await project.run("verify", "--key", other, "--key", project.publicKey)).exit).toBe(0);
  });

  it("checks with the key of the environment where none is given", async () => {
    await project.record(1);
    const { stdout } = await safeclaw(["audit", "verify"], project.here, {
      SAFECLAW_AUDIT_KEY: keyFile,
    });
    expect(stdout).toContain("signatures were checked with example.com/orders");
  });

  it("takes no folder without a log for an intact one", async () => {
    await project.record(1);
    mkdirSync(join(project.here, "empty"));
    for (const where of [".", "empty"]) {
      expect(await project.run("verify", "--log", where)).toMatchObject({
        exit: 2,
        stdout: "",
        stderr: expect.stringContaining("there is no audit log at"),
      });
    }
  });

  it.each(["log", "key", "checkpoint"])("does not guess what an empty --%s is", async (name) => {
    await project.record(1);
    for (const command of [["verify"], ["export", "--format", "csv"]]) {
      expect(await project.run(...command, `--${name}`, "")).toMatchObject({
        exit: 2,
        stdout: "",
        stderr: expect.stringContaining(`\`--${name}\` is empty`),
      });
    }
  });

  it.each([
    ["under a name that no log has", "renamed.bak", /is no file of a log: these end in \.jsonl/u],
    ["that is a pipe", "pipe.jsonl", /is neither a file nor a folder/u],
  ])("takes no file for an intact log %s", async (_, name, words) => {
    const stream = await project.record(2);
    const path = join(project.here, name);
    if (name.startsWith("pipe")) execFileSync("mkfifo", [path]);
    else renameSync(project.path(`${stream}.0001.jsonl`), path);
    for (const command of [["verify"], ["export", "--format", "csv"], ["prove", "1"]]) {
      const { exit, stdout, stderr } = await project.run(...command, "--log", name, "--json");
      expect({ command, exit }).toEqual({ command, exit: 1 });
      expect(stderr).toMatch(words);
      expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { help: null } });
    }
  });

  it("hands no escape sequence to the terminal", async () => {
    const stream = await project.record(1);
    renameSync(project.path(`${stream}.0001.jsonl`), project.path("\u001b[31mred\u001b[0m.jsonl"));
    const { exit, stdout } = await project.run("verify");
    expect(exit).toBe(1);
    expect(stdout).toContain("red");
    expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  it.each([
    [["--log", "nowhere"], /there is no audit log at .*nowhere/u],
    [["--checkpoint", "nowhere"], /there is no file of checkpoints at .*nowhere/u],
    [
      ["--key", "nowhere"],
      /^error: cannot use the key nowhere: there is no such file\n.*takes the line that/u,
    ],
    [["--key", "."], /^error: cannot use the key .*: it is a folder\n/u],
    [["--key", "example.com/orders+00000000+AQ=="], /cannot use the key/u],
    [["--last", "5"], /`--last` chooses decisions to show/u],
    [["--db", "postgres://x/y"], /reads the files of the log, and no database/u],
  ])("refuses a command line that cannot be meant: %j", async (args, words) => {
    await project.record(1);
    expect(await project.run("verify", ...args)).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(words),
    });
  });
});

it("a slip in the command's name is mended", async () => {
  expect(await project.run("verfy")).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining("did you mean `verify`?"),
  });
});
