// However a process ends, what it has decided is on record; and the next one tidies up after a process that was killed.

import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileAudit, readAudit } from "@authensor/safeclaw-runtime/node";
import { expect, it } from "vitest";
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
