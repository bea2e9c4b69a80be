// However a process ends, what it has decided is on record; and the next one tidies up after a process that was killed.

import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileAudit, readAudit } from "@authensor/safeclaw-runtime/node";
import { describe, expect, it } from "vitest";
import { allowed } from "./decisions.js";
import { folder, sealAll } from "./stream-files.js";

const script = fileURLToPath(new URL("./ending.ts", import.meta.url));

function run(directory: string, way: string): { status: number | null; signal: string | null } {
  return spawnSync(process.execPath, ["--import", "tsx", script, directory, way]);
}

const callsIn = async (directory: string): Promise<(string | null)[]> =>
  (await readAudit(directory)).entries.map(({ record }) => record.call);
const ten = Array.from({ length: 10 }, (_, count) => `call_${count}`);

it.each([
  ["end", { status: 0, signal: null }],
  ["exit", { status: 0, signal: null }],
  ["throw", { status: 1, signal: null }],
  ["SIGTERM", { status: null, signal: "SIGTERM" }],
  ["SIGINT", { status: null, signal: "SIGINT" }],
  ["SIGHUP", { status: null, signal: "SIGHUP" }],
])("nothing is lost at %s, and the process ends as it would without a log", async (way, end) => {
  const directory = folder();
  expect(run(directory, way)).toMatchObject(end);
  expect(await callsIn(directory)).toEqual(ten);
});

it("an application's own handler of a signal decides how the process ends", async () => {
  const directory = folder();
  expect(run(directory, "handled")).toMatchObject({ status: 7 });
  expect(await callsIn(directory)).toEqual([...ten, "last words"]);
});

it("each thread has a stream of its own, and holds nothing that a kill could lose", async () => {
  const directory = folder();
  expect(run(directory, "in threads")).toMatchObject({ signal: "SIGKILL" });
  expect(readdirSync(directory)).toHaveLength(4);
  const { entries, faulty } = await readAudit(directory);
  expect(entries).toHaveLength(40);
  expect(faulty).toEqual([]);
});

describe("a signal that the application handles itself", () => {
  /** Tells this process of a signal, to which this test listens as well. */
  function signalled(signal: "SIGTERM" | "SIGINT"): void {
    const heard: string[] = [];
    const listener = (name: string): void => void heard.push(name);
    process.on(signal, listener);
    process.emit(signal, signal);
    process.off(signal, listener);
    expect(heard).toEqual([signal]);
  }

  it.each(["SIGTERM", "SIGINT"] as const)(
    "finds all on record, and the log goes on: %s",
    async (signal) => {
      const directory = folder();
      const listeners = process.listenerCount(signal);
      const sink = fileAudit(directory);
      sink.write({ ...allowed, call: "before" });
      signalled(signal);
      expect(await callsIn(directory)).toEqual(["before"]);
      sink.write({ ...allowed, call: "after" });
      await sink.close();
      expect(await callsIn(directory)).toEqual(["before", "after"]);
      expect(process.listenerCount(signal)).toBe(listeners);
    },
  );

  it("is no end of the application where the log cannot be written", async () => {
    const directory = join(folder(), "audit");
    const events: string[] = [];
    const sink = fileAudit(directory, { onEvent: ({ kind }) => events.push(kind) });
    sink.write({ ...allowed, call: "before" });
    rmSync(directory, { recursive: true });
    writeFileSync(directory, "in the way");
    signalled("SIGTERM");
    expect(events).toEqual(["failed", "unwritten"]);
    rmSync(directory);
    signalled("SIGTERM");
    expect(await callsIn(directory)).toEqual(["before"]);
    await sink.close();
    expect(events).toEqual(["failed", "unwritten", "resumed"]);
  });
});

/** A stream of this host by a process of that number, with a torn last line. */
function leaveTorn(directory: string, name: string): string {
  const lines = sealAll([{ at: "2026-11-21T08:00:00.000Z", record: allowed }], name);
  const path = join(directory, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  appendFileSync(path, '{"v":2,"seq":2,"time":"2026-11-');
  return path;
}

const streamBy = (host: string, pid: number): string =>
  `20261121T080000000Z-${host.replace(/[^\w.]/gu, "_")}-${pid}-0a1b2c3d.0001.jsonl`;

it("the torn line of a process that is gone is cut off by the next, which records that", async () => {
  const directory = folder();
  const { pid: gone = 0 } = spawnSync(process.execPath, ["-e", "0"]);
  const path = leaveTorn(directory, streamBy(hostname(), gone));
  const sink = fileAudit(directory);
  sink.write(allowed);
  await sink.close();
  expect(readFileSync(path, "utf8")).toMatch(/^\{.*\}\n$/u);
  const [own = ""] = readdirSync(directory).filter((name) => !path.endsWith(name));
  const [event] = readFileSync(join(directory, own), "utf8").split("\n");
  expect(JSON.parse(event ?? "")).toMatchObject({
    seq: 1,
    event: "torn line cut off",
    detail: { file: streamBy(hostname(), gone), bytes: 31 },
  });
  expect((await readAudit(directory)).faulty).toEqual([]);
});

it.each([
  ["of a process that may still be writing", streamBy(hostname(), process.ppid)],
  ["of another host", streamBy("elsewhere.example", 1)],
  ["of nobody knows whom", "old.jsonl"],
])("a torn line %s is left alone", async (_, name) => {
  const directory = folder();
  const path = leaveTorn(directory, name);
  const before = readFileSync(path, "utf8");
  const sink = fileAudit(directory);
  sink.write(allowed);
  await sink.close();
  expect(readFileSync(path, "utf8")).toBe(before);
});
