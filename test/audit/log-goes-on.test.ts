// A log that loses its file, its folder or its disk: it says so, denies, and goes on when it can, with nothing lost.

import {
  closeSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SafeClaw } from "@authensor/safeclaw-runtime";
import { type AuditEvent, fileAudit } from "@authensor/safeclaw-runtime/node";
import { describe, expect, it } from "vitest";
import { desk, refund } from "../runtime/memory-audit.js";
import { orderDesk } from "../runtime/order-desk.js";
import { allowed } from "./decisions.js";
import { folder } from "./stream-files.js";

interface Line {
  readonly seq: number;
  readonly call?: string;
  readonly code?: string | null;
  readonly allowed?: boolean;
  readonly event?: string;
  readonly detail?: object;
  readonly prev: string;
  readonly hash: string;
}

const filesOf = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .sort();

/** Of all files of a folder, one after another. */
function linesOf(directory: string): Line[] {
  const text = filesOf(directory).map((name) => readFileSync(join(directory, name), "utf8"));
  return text.flatMap((each) => each.trimEnd().split("\n")).map((line) => JSON.parse(line));
}

/** As one stream, in which nothing is missing and nothing stands twice. */
function expectChain(lines: readonly Line[]): void {
  expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
  expect(lines.slice(1).map(({ prev }) => prev)).toEqual(
    lines.slice(0, -1).map(({ hash }) => hash),
  );
}

const call = (name: string): typeof allowed => ({ ...allowed, call: name });
/** So large that it is written at once, before any sync. */
const large = (name: string): typeof allowed => ({ ...call(name), args: "x".repeat(300_000) });
const callsOf = (lines: readonly Line[]): (string | undefined)[] =>
  lines.map((line) => line.call ?? line.event);

describe("a file", () => {
  it.each([
    ["what is held goes into another", call("while")],
    ["what is written stays in it", large("while")],
  ])("that was moved away keeps what it has, and the log goes on: %s", async (_, during) => {
    const directory = folder();
    const sink = fileAudit(directory);
    sink.write(call("before"));
    await sink.flush();
    const [file = ""] = filesOf(directory);
    sink.write(during);
    renameSync(join(directory, file), join(directory, "kept.log"));
    sink.write(large("after"));
    await sink.close();
    const kept = readFileSync(join(directory, "kept.log"), "utf8").trimEnd().split("\n");
    const lines = [...kept.map((line): Line => JSON.parse(line)), ...linesOf(directory)];
    expect(callsOf(lines)).toEqual(["before", "while", "after", "file moved"]);
    expect(lines.at(-1)?.detail).toEqual({ path: join(directory, file) });
    expect(kept).toHaveLength(during.args === allowed.args ? 1 : 2);
    expectChain(lines);
  });

  it("that was deleted takes with it only what was on disk", async () => {
    const directory = folder();
    const sink = fileAudit(directory);
    sink.write(call("gone"));
    await sink.flush();
    rmSync(join(directory, filesOf(directory)[0] ?? ""));
    sink.write(call("kept"));
    await sink.flush();
    const lines = linesOf(directory);
    expect(callsOf(lines)).toEqual(["kept", "file deleted"]);
    expect(lines.map(({ seq }) => seq)).toEqual([2, 3]);
    await sink.close();
  });

  it("that logrotate empties in place is followed by another, and has no hole in it", async () => {
    const directory = folder();
    const sink = fileAudit(directory);
    sink.write(call("gone"));
    await sink.flush();
    const [file = ""] = filesOf(directory);
    truncateSync(join(directory, file));
    sink.write(call("kept"));
    await sink.close();
    expect(statSync(join(directory, file)).size).toBe(0);
    const lines = readFileSync(join(directory, filesOf(directory)[1] ?? ""), "utf8");
    const kept = lines.trimEnd().split("\n");
    expect(callsOf(kept.map((line) => JSON.parse(line)))).toEqual(["kept", "file cut short"]);
  });

  it("goes with its folder, and both are made again", async () => {
    const directory = join(folder(), "audit");
    const sink = fileAudit(directory);
    sink.write(call("gone"));
    await sink.flush();
    rmSync(directory, { recursive: true });
    sink.write(call("kept"));
    await sink.flush();
    expect(callsOf(linesOf(directory))).toEqual(["kept", "file deleted"]);
    await sink.close();
  });

  it("that the process has lost hold of is left as it was on disk, and the log goes on", async () => {
    const directory = folder();
    const sink = fileAudit(directory);
    sink.write(call("before"));
    await sink.flush();
    sink.write(large("while"));
    closeSync(descriptorOf(join(directory, filesOf(directory)[0] ?? "")));
    sink.write(large("after"));
    await sink.flush();
    expect(filesOf(directory)).toHaveLength(2);
    expect(callsOf(linesOf(directory))).toEqual(["before", "while", "after", "file lost"]);
    expectChain(linesOf(directory));
    await sink.close();
  });

  it.each([
    ["bytes", { maxFileBytes: 1000 }],
    ["time", { maxFileAge: 1 }],
  ])(
    "is followed by another after so much %s, each linked to the one before",
    async (_, limits) => {
      const directory = folder();
      const sink = fileAudit(directory, limits);
      for (let count = 1; count <= 9; count += 1) {
        sink.write(call(`call_${count}`));
        await sink.flush();
        await sleep(2);
      }
      await sink.close();
      expect(filesOf(directory).length).toBeGreaterThan(2);
      expect(filesOf(directory).map((name) => name.slice(-10))).toEqual(
        filesOf(directory).map((_name, index) => `000${index + 1}.jsonl`),
      );
      expectChain(linesOf(directory));
      expect(linesOf(directory)).toHaveLength(9);
    },
  );
});

it("a file is followed by no other before its time", async () => {
  const directory = folder();
  // Its age counts from when it was made, and this process is older than that.
  const sink = fileAudit(directory, { maxFileAge: 1.5 * performance.now() });
  for (const name of ["one", "two", "three"]) {
    sink.write(call(name));
    await sink.flush();
  }
  await sink.close();
  expect(filesOf(directory)).toHaveLength(1);
});

describe("a log that cannot be written", () => {
  it("denies, says so once, and has all of it on record when it can be written again", async () => {
    const directory = join(folder(), "audit");
    const events: AuditEvent[] = [];
    const audit = fileAudit(directory, { onEvent: (event) => void events.push(event) });
    const safeclaw = new SafeClaw(orderDesk, { audit });
    const decide = (callId: string) => safeclaw.decide("refund_order", refund, { ...desk, callId });
    expect((await decide("before")).allowed).toBe(true);

    rmSync(directory, { recursive: true });
    writeFileSync(directory, "in the way");
    for (const callId of ["first", "second"]) {
      expect(await decide(callId)).toMatchObject({ allowed: false, code: "audit-failed" });
    }
    expect(safeclaw.evaluate("refund_order", refund, { ...desk, callId: "third" })).toMatchObject({
      code: "audit-failed",
    });
    expect(events.map(({ kind }) => kind)).toEqual(["failed"]);
    await expect(safeclaw.flush()).rejects.toThrow(/ENOTDIR|EEXIST/u);

    rmSync(directory);
    await sleep(150);
    expect((await decide("after")).allowed).toBe(true);
    expect(events.map(({ kind }) => kind)).toEqual(["failed", "resumed"]);
    await safeclaw.close();
    const lines = linesOf(directory);
    const told = lines.map((line) => line.event ?? `${line.call} ${line.code ?? "allowed"}`);
    expect(told).toEqual([
      "first allowed",
      "file deleted",
      "first audit-failed",
      "second audit-failed",
      "third audit-failed",
      "log resumed",
      "after allowed",
    ]);
    expect(lines.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it("has what came of a call that ended meanwhile on record, too", async () => {
    const directory = join(folder(), "audit");
    const safeclaw = new SafeClaw(orderDesk, {
      audit: fileAudit(directory, { onEvent: () => undefined }),
    });
    const decision = await safeclaw.decide("refund_order", refund, { ...desk, callId: "ran" });
    if (!decision.allowed) throw new Error(decision.reason);
    rmSync(directory, { recursive: true });
    writeFileSync(directory, "in the way");
    await safeclaw.decide("refund_order", refund, { ...desk, callId: "denied" });
    await safeclaw.run(decision, async () => "refunded");
    rmSync(directory);
    await safeclaw.close();
    const outcomes = linesOf(directory).filter((line) => "outcome" in line);
    expect(outcomes).toMatchObject([{ call: "ran", outcome: { of: 1, status: "ok" } }]);
  });

  it("keeps what was denied meanwhile, up to 16 MiB of it, and counts the rest", async () => {
    const directory = join(folder(), "audit");
    writeFileSync(directory, "in the way");
    const events: AuditEvent[] = [];
    const sink = fileAudit(directory, { onEvent: (event) => void events.push(event) });
    const refused = { ...allowed, allowed: false, effect: "deny", code: "audit-failed" } as const;
    expect(() => sink.write(call("first"))).toThrow(/ENOTDIR|EEXIST/u);
    const mebibyte = "x".repeat(1024 * 1024);
    for (let kept = 1; kept <= 16; kept += 1) {
      expect(sink.write({ ...refused, args: mebibyte })).toBe(kept);
    }
    for (let count = 0; count < 3; count += 1) {
      expect(() => sink.write(refused)).toThrow(/ENOTDIR|EEXIST/u);
      expect(() => sink.write(allowed)).toThrow(/ENOTDIR|EEXIST/u);
    }
    rmSync(directory);
    await sink.close();
    expect(events).toMatchObject([{ kind: "failed" }, { kind: "resumed", unrecorded: 3 }]);
    const lines = linesOf(directory);
    expect(lines.map((line) => line.code ?? line.event)).toEqual([
      ...Array(16).fill("audit-failed"),
      "log resumed",
    ]);
    expect(lines.at(-1)?.detail).toEqual({
      unrecorded: 3,
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/u),
      error: expect.stringMatching(/ENOTDIR|EEXIST/u),
    });
  });

  it("goes on by itself, with no call to wake it, whether or not it has kept something", async () => {
    const resumed = ["with a denial", "with nothing"].map(async (held) => {
      const directory = join(folder(), "audit");
      writeFileSync(directory, "in the way");
      const event = new Promise<AuditEvent>((resolve) => {
        const onEvent = (told: AuditEvent): void => {
          if (told.kind === "resumed") resolve(told);
        };
        const audit = fileAudit(directory, { onEvent });
        if (held === "with nothing") expect(() => audit.write(allowed)).toThrow(/cannot open/u);
        else new SafeClaw(orderDesk, { audit }).evaluate("refund_order", refund, desk);
      });
      rmSync(directory);
      return await event;
    });
    // Its own timer keeps no process alive: this one does.
    const awake = setInterval(() => undefined, 100);
    const event = { kind: "resumed", unrecorded: 0 };
    expect(await Promise.all(resumed)).toEqual([event, event]);
    clearInterval(awake);
  });

  it("lets calls through where the application says so, and only there", async () => {
    const directory = join(folder(), "audit");
    writeFileSync(directory, "in the way");
    const audit = fileAudit(directory, { onEvent: () => undefined });
    const lenient = new SafeClaw(orderDesk, { audit, onAuditFailure: "allow" });
    expect((await lenient.decide("refund_order", refund, desk)).allowed).toBe(true);
    expect(lenient.evaluate("refund_order", refund, desk).allowed).toBe(true);
    const strict = new SafeClaw(orderDesk, { audit, onAuditFailure: "deny" });
    expect((await strict.decide("refund_order", refund, desk)).allowed).toBe(false);
  });
});

/** Takes the number from the operating system, so that a test can pull the file from under the sink. */
function descriptorOf(path: string): number {
  for (const name of readdirSync("/proc/self/fd")) {
    try {
      if (readlinkSync(`/proc/self/fd/${name}`) === path) return Number(name);
    } catch {
      // The descriptor that listed the folder is gone by now.
    }
  }
  throw new Error(`${path} is not open`);
}
