// Full disks, read-only disks and processes that are killed: what is left must be readable, and whole.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  type AuditEvent,
  fileAudit,
  newAuditKey,
  readAudit,
} from "@authensor/safeclaw-runtime/node";
import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { notesIn, parseCheckpoint } from "../../runtime/audit/checkpoint.js";
import { checkpointsOf } from "../../runtime/audit/checkpoints.js";
import { StreamFile } from "../../runtime/audit/stream-file.js";
import { brokenLink } from "./broken-link.js";
import { allowed, denied } from "./decisions.js";
import { FailingDisk, type Fault } from "./failing-disk.js";
import { folder } from "./stream-files.js";

const writer = fileURLToPath(new URL("./writer.ts", import.meta.url));
const failingWriter = fileURLToPath(new URL("./failing-disk-writer.ts", import.meta.url));
const quiet = { stdio: "ignore" } as const;
const node = [process.execPath, "--import", "tsx", writer];

/** A file system in memory, unmounted when the test is over. */
function mountTmpfs(size: string, { skip }: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "safeclaw-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path], quiet);
  } catch {
    rmSync(path, { recursive: true });
    skip("needs the right to mount a tmpfs, which only root has");
  }
  onTestFinished(() => {
    // Lazily: a test that failed has not closed its stream.
    execFileSync("umount", ["--lazy", path]);
    rmSync(path, { recursive: true });
  });
  return path;
}

function onlyStream(directory: string): string {
  const [name, ...others] = readdirSync(directory).filter((each) => each.endsWith(".jsonl"));
  if (name === undefined || others.length > 0) throw new Error("not exactly one stream");
  return join(directory, name);
}

/** The sizes differ, so that the disk is full at another byte of a line each time. */
async function fill(
  sink: ReturnType<typeof fileAudit>,
  size: number,
): Promise<{ taken: number; error: unknown }> {
  for (let taken = 0; taken < 10_000; taken += 1) {
    try {
      sink.write({ ...allowed, args: { text: "x".repeat(size) } });
      await sink.flush();
    } catch (error) {
      return { taken, error };
    }
  }
  throw new Error("the disk never filled up");
}

describe("a full disk", () => {
  it.for([100, 1000, 3001, 5000, 20_000])(
    "refuses the decision, keeps the others whole and goes on with it when there is room: %i",
    async (size, context) => {
      const disk = mountTmpfs("64k", context);
      const ballast = join(disk, "ballast");
      writeFileSync(ballast, Buffer.alloc(16_384));
      const directory = join(disk, "audit");
      const sink = fileAudit(directory, { onEvent: () => undefined });
      const { taken, error } = await fill(sink, size);
      expect(String(error)).toMatch(/cannot write the audit log .*ENOSPC/u);
      expect(readFileSync(onlyStream(directory), "utf8")).toMatch(/\}\n$/u);
      expect((await readAudit(directory)).entries).toHaveLength(taken);

      truncateSync(ballast);
      await sleep(150);
      const { taken: more } = await fill(sink, size);
      const { entries, faulty } = await readAudit(directory);
      // With the one that was refused, which its caller never ran.
      expect(entries).toHaveLength(taken + 1 + more);
      expect(faulty).toEqual([]);
      expect(brokenLink(onlyStream(directory))).toBe(0);
      await sink.close().catch(() => undefined);
    },
  );

  it("gets nothing twice when it fills up while a sync is under way", async (context) => {
    const disk = mountTmpfs("64k", context);
    const directory = join(disk, "audit");
    const sink = fileAudit(directory, { onEvent: () => undefined });
    const path = (): string => onlyStream(directory);
    sink.write(allowed);
    const flushed = sink.flush().catch(() => undefined);
    // That the sync is over, this process cannot hear before it waits for more than what is resolved already.
    while (statSync(path()).size === 0) await Promise.resolve();
    const large = { ...allowed, args: { text: "x".repeat(300_000) } };
    expect(() => sink.write(large)).toThrow("ENOSPC");
    await flushed;

    execFileSync("mount", ["-o", "remount,size=1m", disk]);
    await sleep(150);
    sink.write(allowed);
    await sink.close();
    expect((await readAudit(directory)).entries).toHaveLength(3);
    expect(brokenLink(path())).toBe(0);
  });

  it("gets of what waits the lines that find room, and the rest when there is more", async (context) => {
    const disk = mountTmpfs("64k", context);
    const ballast = join(disk, "ballast");
    writeFileSync(ballast, Buffer.alloc(32_768));
    const directory = join(disk, "audit");
    const kinds: string[] = [];
    const sink = fileAudit(directory, { onEvent: ({ kind }) => void kinds.push(kind) });
    const { taken } = await fill(sink, 700);
    const late = { ...denied, code: "audit-failed" } as const;
    for (let count = 0; count < 100; count += 1) sink.write(late);

    truncateSync(ballast);
    await sleep(150);
    await expect(sink.flush()).rejects.toThrow("ENOSPC");
    const { entries, faulty } = await readAudit(directory);
    expect(entries.length).toBeGreaterThan(taken + 20);
    expect(entries.length).toBeLessThan(taken + 101);
    expect(faulty).toEqual([]);
    expect(brokenLink(onlyStream(directory))).toBe(0);

    execFileSync("mount", ["-o", "remount,size=1m", disk]);
    await sleep(150);
    await sink.flush();
    await sink.close();
    expect((await readAudit(directory)).entries).toHaveLength(taken + 101);
    expect(brokenLink(onlyStream(directory))).toBe(0);
    expect(kinds).toEqual(["failed", "resumed"]);
  });

  it("has it said how many records are not written when the log is closed", async (context) => {
    const disk = mountTmpfs("64k", context);
    const directory = join(disk, "audit");
    const events: AuditEvent[] = [];
    const sink = fileAudit(directory, { onEvent: (event) => void events.push(event) });
    const { taken } = await fill(sink, 20_000);
    for (let count = 0; count < 200; count += 1) sink.write({ ...denied, code: "audit-failed" });
    await expect(sink.close()).rejects.toThrow(/ENOSPC.*; \d+ records are not written$/u);
    const { entries } = await readAudit(directory);
    const unwritten = events.find((event) => event.kind === "unwritten");
    expect(events.map(({ kind }) => kind)).toEqual(["failed", "unwritten"]);
    // With the one that found no room.
    expect(entries.length + Number(unwritten?.records)).toBe(taken + 1 + 200);
    expect(unwritten).toMatchObject({ error: { message: expect.stringContaining("ENOSPC") } });
  });

  it("has a checkpoint whole or not at all, and the next one behind it", async (context) => {
    const disk = mountTmpfs("64k", context);
    const key = join(folder(), "audit.key");
    writeFileSync(key, newAuditKey("example.com/orders").privateKey);
    const kinds: string[] = [];
    const options = { key, everyRecords: 1 };
    const checkpoints = checkpointsOf(disk, "a", options, ({ kind }) => void kinds.push(kind));
    const line = new TextEncoder().encode("{}\n");
    checkpoints?.add(line);
    const ballast = join(disk, "ballast");
    expect(() => writeFileSync(ballast, "x".repeat(100_000))).toThrow("ENOSPC");
    // The last page has room for a part of one.
    for (let count = 0; count < 100 && kinds.length === 0; count += 1) checkpoints?.add(line);
    rmSync(ballast);
    checkpoints?.add(line);
    await checkpoints?.close();
    expect(kinds).toEqual(["checkpoint-failed"]);
    const notes = [...notesIn(readFileSync(join(disk, "a.checkpoints"), "utf8"))];
    const sizes = notes.map((note) => ("fault" in note ? null : parseCheckpoint(note.text)?.size));
    expect(sizes).not.toContain(null);
    expect(sizes).not.toContain(undefined);
    expect(sizes.length).toBeGreaterThan(5);
  });

  it("has it said as well when the process exits", (context) => {
    const disk = mountTmpfs("64k", context);
    writeFileSync(join(disk, "ballast"), Buffer.alloc(65_536));
    const ending = fileURLToPath(new URL("./ending.ts", import.meta.url));
    const args = ["--import", "tsx", ending, join(disk, "audit"), "exit"];
    const { stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stderr).toMatch(/SafeClawAuditWarning: cannot .*ENOSPC.*; 10 records are not written/u);
  });

  it("keeps the number of a record that is taken, though there is no room for it", async (context) => {
    const disk = mountTmpfs("64k", context);
    const sink = fileAudit(join(disk, "audit"), { onEvent: () => undefined });
    sink.write(allowed);
    const large = { ...allowed, args: { text: "x".repeat(300_000) } };
    expect(() => sink.write(large)).toThrow(expect.objectContaining({ seq: 2 }));
    await sink.close().catch(() => undefined);
  });

  it("keeps what it took before, while it is tried again and again", async (context) => {
    const disk = mountTmpfs("64k", context);
    const directory = join(disk, "audit");
    const sink = fileAudit(directory, { durability: "batched", onEvent: () => undefined });
    sink.write(allowed);
    await sink.flush();
    const large = { ...allowed, args: { text: "x".repeat(300_000) } };
    expect(() => sink.write(large)).toThrow("ENOSPC");
    await sleep(150);
    expect(() => sink.write(allowed)).toThrow("ENOSPC");
    expect((await readAudit(directory)).entries).toHaveLength(1);
    await sink.close().catch(() => undefined);
    expect((await readAudit(directory)).entries).toHaveLength(1);
  });

  it.each(["until-refused", "append-only"])(
    "is not the limit on the size of a file, for which the log goes on in another: %s",
    async (mode) => {
      const directory = folder();
      onTestFinished(
        () => void execFileSync("sh", ["-c", `chattr -R -a ${directory} || true`], quiet),
      );
      const output = execFileSync(
        "sh",
        ["-c", 'ulimit -f 64; exec "$@"', "sh", ...node, directory, mode],
        { encoding: "utf8" },
      );
      const [, taken] = /refused after (\d+): Error: cannot write .*EFBIG/u.exec(output) ?? [];
      expect(output).toContain("then took a small one");
      const { entries, faulty } = await readAudit(directory);
      expect(entries).toHaveLength(Number(taken) + 2);
      // What must not be cut off stays as a torn line, which is no record.
      expect(faulty.every(({ fault }) => fault === "torn")).toBe(true);
      expect(readdirSync(directory)).toHaveLength(2);
    },
  );
});

it("a read-only disk refuses every decision with its reason", (context) => {
  const disk = mountTmpfs("64k", context);
  execFileSync("mount", ["-o", "remount,ro", disk]);
  const sink = fileAudit(join(disk, "audit"));
  expect(() => sink.write(allowed)).toThrow(/cannot open an audit log in .*EROFS/u);
});

it("kill -9 at any moment leaves whole records and at most one torn line a process", async () => {
  const directory = folder();
  for (let round = 0; round < 6; round += 1) {
    const child = spawn(node[0] ?? "", [...node.slice(1), directory, "forever"]);
    let reported = "";
    child.stdout.on("data", (chunk: Buffer) => {
      reported += chunk.toString();
    });
    while (!reported.includes("\n")) await sleep(5);
    await sleep(Math.random() * 60);
    child.kill("SIGKILL");
    await once(child, "close");
    const name = readdirSync(directory).find((each) => each.includes(`-${child.pid}-`)) ?? "";
    const { entries, faulty } = await readAudit(join(directory, name));
    const told = Number(reported.trimEnd().split("\n").at(-1));
    expect(entries.length).toBeGreaterThanOrEqual(told);
    // That the torn line of the process before was cut off stands before them.
    const first = entries[0]?.record.seq ?? 0;
    expect(first).toBeLessThanOrEqual(2);
    expect(entries.map(({ record }) => record.seq)).toEqual(
      entries.map((_, index) => first + index),
    );
    expect(faulty.every(({ fault, count }) => fault === "torn" && count === 1)).toBe(true);
    expect(brokenLink(join(directory, name))).toBe(0);
  }
  const { unreadable } = await readAudit(directory, { last: 10 });
  expect(unreadable).toEqual([]);
});

/** A process that decides calls on a disk that fails when it is told to. */
function decideOn(directory: string, { skip }: Pick<TestContext, "skip">, ...ending: string[]) {
  let disk: FailingDisk;
  try {
    disk = new FailingDisk(folder());
  } catch {
    return skip("needs a C compiler, for a library that makes the disk fail");
  }
  const args = ["--import", "tsx", failingWriter, directory, ...ending];
  const child = spawn(process.execPath, args, { env: disk.env });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (call: string): Promise<string> => {
    child.stdin.write(`${call}\n`);
    return (await answers.next()).value;
  };
  const end = async (): Promise<void> => {
    child.stdin.end();
    await once(child, "close");
  };
  return { disk, ask, end };
}

/** What the log has of each call, in order. */
async function toldBy(directory: string): Promise<string[]> {
  const { entries, faulty } = await readAudit(directory);
  expect(faulty).toEqual([]);
  expect(brokenLink(onlyStream(directory))).toBe(0);
  return entries.map(({ record, revoked }) => {
    const of = record.revokes && ` instead of ${record.revokes.of}`;
    return `${record.call} ${record.code ?? "allowed"}${revoked ? ", revoked" : ""}${of ?? ""}`;
  });
}

describe("a disk with an error", () => {
  it.for<[Fault, string]>([
    ["half", "allowed"],
    ["torn", "audit-failed"],
    ["write", "audit-failed"],
    ["sync", "audit-failed"],
  ])(
    "is not believed, nor its file torn, and used again once it works: %s",
    async ([fault, code], context) => {
      const directory = folder();
      const { disk, ask, end } = decideOn(directory, context);
      expect(await ask("before")).toBe("before allowed");
      disk.fail(fault);
      expect(await ask("during")).toBe(`during ${code}`);
      expect((await readAudit(directory)).faulty.filter((found) => found.fault !== "torn")).toEqual(
        [],
      );
      disk.mend();
      await sleep(150);
      expect(await ask("after")).toBe("after allowed");
      await end();
      expect(await toldBy(directory)).toEqual([
        "before allowed",
        ...(code === "allowed"
          ? ["during allowed"]
          : ["during allowed, revoked", "during audit-failed instead of 2"]),
        "after allowed",
      ]);
    },
  );

  const all = ["before allowed", "during allowed, revoked", "during audit-failed instead of 2"];

  it("gets nothing twice when the process exits while it cannot sync", async (context) => {
    const directory = folder();
    const { disk, ask, end } = decideOn(directory, context, "exit");
    await ask("before");
    disk.fail("sync");
    expect(await ask("during")).toBe("during audit-failed");
    await end();
    expect(await toldBy(directory)).toEqual(all);
  });

  it.for(["write", "sync"] as const)(
    "that has just begun to work again gets the rest when the log is closed: %s",
    async (fault, context) => {
      const directory = folder();
      const { disk, ask, end } = decideOn(directory, context);
      await ask("before");
      disk.fail(fault);
      expect(await ask("during")).toBe("during audit-failed");
      disk.mend();
      await end();
      expect(await toldBy(directory)).toEqual(all);
    },
  );

  it("leaves no hole when a sync ends after what it was about was given up", async () => {
    const directory = folder();
    const file = new StreamFile(directory, "stream.0001.jsonl");
    file.append(Buffer.from("given up\n"));
    const sync = file.sync(() => expect.unreachable());
    file.rewind();
    await sync;
    file.rewind();
    file.append(Buffer.from("written anew\n"));
    file.close();
    expect(readFileSync(file.path, "utf8")).toBe("written anew\n");
  });
});
