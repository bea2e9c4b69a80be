// What a shipper does where nothing arrives: how long it waits, what it tells, and that it ends in time.

import { readFileSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AuditTarget, shipAudit } from "@authensor/safeclaw-runtime/postgres";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { BusyError, RefusedError } from "../../runtime/ship/audit-target.js";
import { allowed } from "../audit/decisions.js";
import { folder, stream } from "../audit/stream-files.js";
import { memory, seqs, ship, upTo } from "./support/memory-target.js";

const records = Array.from({ length: 6 }, (_, index) => ({
  at: `2026-11-21T08:00:0${index}.000Z`,
  record: allowed,
}));

/** A folder with one stream of six records. */
function log(): string {
  const directory = folder();
  stream(directory, "a.jsonl", records);
  return directory;
}

/** No wait below an hour takes any time; hands over how long each would have been. What is short is of other things. */
function hurried(): number[] {
  const waits: number[] = [];
  const wait = globalThis.setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0) => {
    if (ms < 100 || ms >= hour) return wait(run, ms);
    waits.push(ms);
    return wait(run, 0);
  }) as typeof setTimeout);
  onTestFinished(() => void vi.restoreAllMocks());
  return waits;
}
const hour = 3_600_000;

describe("a target that fails", () => {
  const failures = (count: number, error: Error): Error[] =>
    Array.from({ length: count }, () => error);
  const down = new Error("down");

  it.each<[string, readonly Error[], number, readonly number[]]>([
    [
      "twice as long each time, up to half a minute",
      failures(9, down),
      1,
      [250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000],
    ],
    ["half of that at least, so that not all come at once", failures(3, down), 0, [125, 250, 500]],
    ["as long as it asks", failures(2, new BusyError("busy", 2000)), 1, [2000, 2000]],
    ["but not too short a time", failures(1, new BusyError("busy", 5)), 1, [250]],
    ["but no longer than five minutes", failures(1, new BusyError("busy", 1e6)), 1, [300_000]],
  ])("is left alone %s", async (_, errors, chance, expected) => {
    vi.spyOn(Math, "random").mockReturnValue(chance);
    const left = [...errors];
    const { target, sent } = memory(() => left.shift());
    const waits = hurried();
    const shipper = shipAudit(log(), target, {
      interval: hour,
      sendTimeout: hour,
      onEvent: () => undefined,
    });
    await expect.poll(() => seqs(sent)).toEqual(upTo(6));
    expect(waits).toEqual(expected);
    // Its end takes the time that it needs.
    vi.restoreAllMocks();
    await shipper.close();
  });

  it("waits as little as at first once it has worked in between", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const answers = [down, down, undefined, down, undefined];
    const { target, sent } = memory(() => answers.shift());
    const waits = hurried();
    const options = { batchLines: 3, interval: hour, sendTimeout: hour };
    const kinds: string[] = [];
    const onEvent = ({ kind }: { kind: string }) => void kinds.push(kind);
    const shipper = shipAudit(log(), target, { ...options, onEvent });
    await expect.poll(() => seqs(sent)).toEqual(upTo(6));
    expect(waits).toEqual([250, 500, 250]);
    expect(kinds).toEqual(["ship-failed", "ship-resumed", "ship-failed", "ship-resumed"]);
    // Its end takes the time that it needs.
    vi.restoreAllMocks();
    await shipper.close();
  });

  it("by not answering in time is sent everything again", async () => {
    let silent = true;
    const signals: AbortSignal[] = [];
    const { target, sent } = memory();
    const slow: AuditTarget = {
      ...target,
      send: async (lines, signal) => {
        signals.push(signal);
        if (!silent) return await target.send(lines, signal);
        silent = false;
        return await new Promise(() => undefined);
      },
    };
    const events = await ship(log(), slow, { sendTimeout: 50 });
    expect(seqs(sent)).toEqual(upTo(6));
    expect(events).toMatchObject([
      { kind: "ship-failed", target: "memory", error: { message: "no answer within 50 ms" } },
      { kind: "ship-resumed", target: "memory" },
    ]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it("is quoted, whatever it throws", async () => {
    let broken = true;
    const { target, sent } = memory();
    const odd: AuditTarget = {
      ...target,
      send: async (lines, signal) => {
        if (!broken) return await target.send(lines, signal);
        broken = false;
        throw "a text";
      },
    };
    const events = await ship(log(), odd);
    expect(seqs(sent)).toEqual(upTo(6));
    expect(events).toMatchObject([
      { kind: "ship-failed", error: new Error("a text") },
      { kind: "ship-resumed" },
    ]);
  });

  it("by keeping some of the lines only is sent them once", async () => {
    const { target } = memory();
    const reject = async () => ({ count: 2, reason: "too old" });
    const events = await ship(log(), { ...target, send: reject });
    expect(events).toMatchObject([
      {
        kind: "ship-skipped",
        target: "memory",
        stream: "a",
        count: 2,
        error: { message: "too old" },
      },
    ]);
  });

  it("is asked once more at once where it asked for time and all is to close", async () => {
    let closing: Promise<void> | undefined;
    const { target, sent } = memory(() => {
      if (closing !== undefined) return undefined;
      closing = shipper.close();
      return new BusyError("busy", 1e6);
    });
    const options = { interval: hour, closeTimeout: 50_000, onEvent: () => undefined };
    const shipper = shipAudit(log(), target, options);
    await expect.poll(() => closing !== undefined).toBe(true);
    await closing;
    expect(seqs(sent)).toEqual(upTo(6));
  });

  it("does not work again because there was something to skip", async () => {
    const directory = log();
    writeFileSync(join(directory, "0.jsonl"), "no record\n".repeat(3));
    const answers = [new Error("down"), new Error("down"), new Error("down")];
    const { target } = memory(() => answers.shift());
    hurried();
    const long = { closeTimeout: hour, sendTimeout: hour };
    const events = await ship(directory, target, { batchBytes: 10, ...long });
    expect(events.map(({ kind }) => kind)).toEqual([
      "ship-skipped",
      "ship-failed",
      "ship-skipped",
      "ship-skipped",
      "ship-resumed",
    ]);
  });

  it("is closed, and holds up no end of a process", async () => {
    const waits = hurried();
    for (const close of [
      async () => await new Promise<void>(() => undefined),
      async () => await Promise.reject(new Error("broken")),
    ]) {
      const { target, sent } = memory();
      expect(
        await ship(log(), { ...target, close }, { closeTimeout: hour, sendTimeout: hour }),
      ).toEqual([]);
      expect(seqs(sent)).toEqual(upTo(6));
    }
    expect(waits).toContain(1000);
  });
});

describe("what is told", () => {
  it("is a warning of the process where nobody listens", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    onTestFinished(() => void vi.restoreAllMocks());
    const answers = [new BusyError("busy", 1), new RefusedError("malformed")];
    const { target } = memory(([first]) =>
      first === 4 ? new RefusedError("malformed") : answers.shift(),
    );
    const options = { interval: 10, closeTimeout: 20_000, batchLines: 1 };
    await shipAudit(log(), { ...target, name: "desk" }, options).close();
    const silent = {
      ...target,
      name: "silent",
      send: () => new Promise<undefined>(() => undefined),
    };
    await shipAudit(log(), silent, { closeTimeout: 50 }).close();
    expect(warn.mock.calls).toEqual(
      [
        "the audit log does not reach desk (tried until it does): busy",
        "1 of the audit log's lines did not go to desk: a: malformed",
        "the audit log reaches desk again",
        "1 of the audit log's lines did not go to desk: a: malformed",
        "not all of the audit log has reached silent yet: the next process goes on with it",
      ].map((text) => [text, "SafeClawShippingWarning"]),
    );
  });

  it("is told as a warning as well where the listener throws, and shipping goes on", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    onTestFinished(() => void vi.restoreAllMocks());
    for (const thrown of [new Error("broken"), "a text"]) {
      warn.mockClear();
      const { target, sent } = memory(([first]) =>
        first === 1 ? new RefusedError("malformed") : undefined,
      );
      const onEvent = () => {
        throw thrown;
      };
      await ship(log(), target, { onEvent, batchLines: 1 });
      expect(seqs(sent)).toEqual([2, 3, 4, 5, 6]);
      expect(warn.mock.calls).toEqual([
        [expect.stringContaining("malformed"), "SafeClawShippingWarning"],
        [thrown],
      ]);
    }
  });

  it("is once what file cannot be read, which holds up no other and is tried again", async () => {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => {
      now += 60_000;
      return now;
    });
    onTestFinished(() => void vi.restoreAllMocks());
    const directory = log();
    const broken = join(directory, "0.jsonl");
    symlinkSync(broken, broken);
    const newer = stream(directory, "1.jsonl", records.slice(0, 1));
    const text = readFileSync(newer, "utf8");
    writeFileSync(newer, text.replace('"v":2', '"v":3'));
    const { target, sent } = memory();
    const events: unknown[] = [];
    const onEvent = (event: unknown) => void events.push(event);
    const shipper = shipAudit(directory, target, { interval: 5, closeTimeout: 20_000, onEvent });
    await expect.poll(() => seqs(sent)).toEqual(upTo(6));
    const tried = now;
    await expect.poll(() => now).toBeGreaterThan(tried + 600_000);
    expect(events).toMatchObject([
      { kind: "ship-failed", target: "memory", error: { code: "ELOOP" } },
      {
        kind: "ship-failed",
        target: "memory",
        error: { message: expect.stringMatching("a newer version .* 1") },
      },
    ]);
    unlinkSync(broken);
    stream(directory, "0.jsonl", records.slice(0, 2));
    await expect.poll(() => seqs(sent)).toEqual([...upTo(6), 1, 2]);
    writeFileSync(`${newer}.new`, text);
    renameSync(`${newer}.new`, newer);
    await expect.poll(() => seqs(sent)).toEqual([...upTo(6), 1, 2, 1]);
    await shipper.close();
    expect(events).toHaveLength(2);
  });
});
