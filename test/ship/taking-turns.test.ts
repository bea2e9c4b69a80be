// Several processes ship one folder: who is at work on a stream, and who may go on with it.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileAudit } from "@authensor/safeclaw-runtime/node";
import { shipAudit } from "@authensor/safeclaw-runtime/postgres";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { newStreamName } from "../../runtime/audit/stream-name.js";
import { Positions } from "../../runtime/ship/positions.js";
import { allowed } from "../audit/decisions.js";
import { folder, stream } from "../audit/stream-files.js";
import { memory, seqs, ship } from "./support/memory-target.js";

const name = "20261121T080000000Z-host.example-7-0a1b2c3d";
const elsewhere = "20261121T080000000Z-elsewhere-1-00000000";
/** As another process of this machine is called. */
const here = (pid = 0): string => newStreamName().replace(`-${process.pid}-`, `-${pid}-`);
const records = [1, 2, 3].map((second) => ({
  at: `2026-11-21T08:00:0${second}.000Z`,
  record: allowed,
}));
const position = { file: 1, offset: 0, seq: 0, reached: "" };

/** What another shipper has left beside the log. */
function claimed(directory: string, of: string, shipper: string, at: number): void {
  const positions = join(directory, "memory.positions");
  mkdirSync(positions, { recursive: true });
  writeFileSync(join(positions, of), JSON.stringify({ ...position, shipper, at }));
}

describe("a stream", () => {
  it.each<["left alone" | "shipped", string, string, number]>([
    ["left alone", "said so a moment ago", elsewhere, -100],
    ["left alone", "said so nine seconds ago", elsewhere, -8000],
    ["shipped", "has said nothing for long", elsewhere, -10_500],
    ["shipped", "said so in the future, by a clock that jumped", elsewhere, 3_600_000],
    ["left alone", "is a process of this machine that runs", here(process.ppid), 0],
    ["shipped", "is a process of this machine that is over", here(spawnSync("true").pid), 0],
    ["left alone", "has a name that says nothing", "somebody", 0],
  ])("is %s where its shipper %s", async (expected, _, shipper, age) => {
    const directory = folder();
    stream(directory, `${name}.0001.jsonl`, records);
    claimed(directory, name, shipper, Date.now() + age);
    const { target, sent } = memory();
    await ship(directory, target);
    expect(seqs(sent)).toEqual(expected === "shipped" ? [1, 2, 3] : []);
  });

  it("of the process itself is left to another, but not where it closes", async () => {
    const directory = folder();
    const sink = fileAudit(directory);
    sink.write(allowed);
    await sink.close();
    const [own = ""] = readdirSync(directory);
    claimed(directory, own.replace(/\.0001\.jsonl$/u, ""), elsewhere, Date.now());
    const { target, sent } = memory();
    const shipper = shipAudit(directory, target, { interval: 10, closeTimeout: 20_000 });
    // Long enough for some looks.
    await sleep(200);
    expect(sent).toEqual([]);
    await shipper.close();
    expect(seqs(sent)).toEqual([1]);
  });

  it("is left alone while another waits for the answer to what it sent", async () => {
    const directory = folder();
    stream(directory, `${name}.0001.jsonl`, records);
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const first = memory(() => answered);
    const shipper = shipAudit(directory, first.target, { interval: 10, closeTimeout: 20_000 });
    await expect.poll(() => first.asked).toEqual([[1, 2, 3]]);
    const second = memory();
    await ship(directory, second.target);
    answer();
    await shipper.close();
    await ship(directory, second.target);
    expect(second.asked).toEqual([]);
    expect(seqs(first.sent)).toEqual([1, 2, 3]);
  });

  it("stays with who renews its claim, and with nobody else's leave goes to the next", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    // Else the clock would soon say that this process began after its shippers.
    vi.spyOn(process, "uptime").mockReturnValue(3600);
    onTestFinished(() => void vi.restoreAllMocks());
    const directory = folder();
    const [first, second, third] = [1, 2, 3].map(() => new Positions(directory, "memory"));
    const isTaken = async () => (await third?.read("a"))?.isTaken;
    const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
    await first?.claim("a", position);
    expect((await first?.read("a"))?.isTaken).toBe(false);
    wait(6);
    expect(await isTaken()).toBe(true);
    await first?.claim("a", position);
    wait(6);
    expect(await isTaken()).toBe(true);
    wait(6);
    expect(await isTaken()).toBe(false);
    await first?.write("a", position);
    await second?.write("a", position);
    expect(await isTaken()).toBe(true);
    await first?.release();
    expect(await isTaken()).toBe(true);
    await second?.release();
    expect(await isTaken()).toBe(false);
  });
});

describe("what is remembered", () => {
  it("is for the owner and the group, as the log is", async () => {
    const directory = folder();
    stream(directory, `${name}.0001.jsonl`, records);
    await ship(directory, memory().target);
    const positions = join(directory, "memory.positions");
    const modes = [positions, join(positions, name)].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o750, 0o640]);
    expect(readdirSync(positions)).toEqual([name]);
  });

  it.each<[string, unknown]>(
    Object.entries({ file: 1, offset: 1, seq: 1, at: 0 })
      .flatMap(([key]) => [-1, 0.5, "1", null].map((value): [string, unknown] => [key, value]))
      .concat([
        ["reached", null],
        ["shipper", 1],
      ]),
  )("counts for nothing where `%s` is %j: all goes again", async (key, value) => {
    const directory = folder();
    stream(directory, `${name}.0001.jsonl`, records);
    await ship(directory, memory().target);
    const path = join(directory, "memory.positions", name);
    const stored = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...stored, [key]: value }));
    const { target, sent } = memory();
    await ship(directory, target);
    expect(seqs(sent)).toEqual([1, 2, 3]);
  });
});
