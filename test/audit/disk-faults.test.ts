// Full disks, read-only disks and processes that are killed: what is left must be readable, and whole.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fileAudit, readAudit } from "@authensor/safeclaw-runtime/node";
import { describe, expect, it, onTestFinished, type TestContext } from "vitest";
import { brokenLink } from "./broken-link.js";
import { allowed } from "./decisions.js";
import { folder } from "./stream-files.js";

const writer = fileURLToPath(new URL("./writer.ts", import.meta.url));
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
function fill(sink: ReturnType<typeof fileAudit>, size: number): { taken: number; error: unknown } {
  for (let taken = 0; taken < 10_000; taken += 1) {
    try {
      sink.write({ ...allowed, args: { text: "x".repeat(size) } });
    } catch (error) {
      return { taken, error };
    }
  }
  throw new Error("the disk never filled up");
}

describe("a full disk", () => {
  it.for([100, 1000, 3001, 5000, 20_000])(
    "refuses the decision, keeps the others whole and goes on when there is room: %i",
    async (size, context) => {
      const disk = mountTmpfs("64k", context);
      const ballast = join(disk, "ballast");
      writeFileSync(ballast, Buffer.alloc(16_384));
      const directory = join(disk, "audit");
      const sink = fileAudit(directory);
      const { taken, error } = fill(sink, size);
      expect(String(error)).toMatch(/cannot write the audit log .*ENOSPC/u);
      expect(readFileSync(onlyStream(directory), "utf8")).toMatch(/\}\n$/u);
      expect((await readAudit(directory)).entries).toHaveLength(taken);

      truncateSync(ballast);
      const { taken: more } = fill(sink, size);
      expect(more).toBeGreaterThan(0);
      const { entries, faulty } = await readAudit(directory);
      expect(entries).toHaveLength(taken + more);
      expect(faulty).toEqual([]);
      expect(brokenLink(onlyStream(directory))).toBe(0);
      await sink.close();
    },
  );

  it("is the same to it as a limit on the size of files", async () => {
    const directory = folder();
    const output = execFileSync(
      "sh",
      ["-c", 'ulimit -f 64; exec "$@"', "sh", ...node, directory, "until-refused"],
      { encoding: "utf8" },
    );
    const [, taken] = /refused after (\d+): Error: cannot write .*EFBIG/u.exec(output) ?? [];
    expect(output).toContain("then took a small one");
    const { entries, faulty } = await readAudit(directory);
    expect(entries).toHaveLength(Number(taken) + 1);
    expect(faulty).toEqual([]);
    expect(brokenLink(onlyStream(directory))).toBe(0);
  });

  it("ends the log for good where the torn line cannot be cut off", async ({ skip }) => {
    const directory = folder();
    try {
      for (const flag of ["+a", "-a"]) execFileSync("chattr", [flag, directory], quiet);
    } catch {
      skip("needs chattr +a, which only root has, on a file system that knows it");
    }
    onTestFinished(() => {
      execFileSync("chattr", ["-R", "-a", directory]);
    });
    const output = execFileSync(
      "sh",
      ["-c", 'ulimit -f 64; exec "$@"', "sh", ...node, directory, "append-only"],
      { encoding: "utf8" },
    );
    expect(output).toMatch(/then refused a small one: .* ends in a torn line and takes no more/u);
    const [, taken] = /refused after (\d+):/u.exec(output) ?? [];
    const { entries, faulty } = await readAudit(directory);
    expect(entries).toHaveLength(Number(taken));
    expect(faulty).toMatchObject([{ fault: "torn", count: 1 }]);
  });
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
    expect(entries.map(({ record }) => record.seq)).toEqual(entries.map((_, index) => index + 1));
    expect(faulty.every(({ fault, count }) => fault === "torn" && count === 1)).toBe(true);
    expect(brokenLink(join(directory, name))).toBe(0);
  }
  const { unreadable } = await readAudit(directory, { last: 10 });
  expect(unreadable).toEqual([]);
});
