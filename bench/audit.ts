// How long the newest 100 records of one assistant take to find, as a multiple of `tail` and `grep` over the same bytes in
// the same run. RECORDS says how many there are: of 1,000,000 (about 450 MB) the target speaks; among few, starting the
// command takes longer than reading.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readAudit } from "@authensor/safeclaw-runtime/node";
import { median } from "./median.js";
import { writeLog } from "./write-log.js";

const records = Number(process.env["RECORDS"] ?? 200_000);
const rounds = Number(process.env["ROUNDS"] ?? 5);
const last = 100;
const folder = mkdtempSync(join(tmpdir(), "safeclaw-bench-"));
const cli = fileURLToPath(new URL("../dist/compiler/cli.js", import.meta.url));

function shell(path: string, assistant: string): void {
  const script = `tail -c ${statSync(path).size} "$1" | grep -F '"assistant":"${assistant}"' | tail -n ${last}`;
  const { status } = spawnSync("bash", ["-c", script, "bash", path], { stdio: "ignore" });
  if (status !== 0) throw new Error("tail and grep failed");
}

async function reader(assistant: string, found: number): Promise<void> {
  const filters = [{ key: "assistant", value: assistant }] as const;
  const { entries } = await readAudit(folder, { filters, last });
  if (entries.length !== found) throw new Error(`found ${entries.length} of ${found}`);
}

function command(assistant: string): void {
  const args = ["audit", "--json", "--log", folder, "--last", String(last)];
  const filter = ["--filter", `assistant=${assistant}`];
  const { status } = spawnSync(process.execPath, [cli, ...args, ...filter], { stdio: "ignore" });
  if (status !== 0) throw new Error("safeclaw audit failed");
}

async function timed(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

try {
  const path = writeLog(folder, records);
  const megabytes = (statSync(path).size / 1e6).toFixed(0);
  console.log(
    `newest ${last} of one assistant among ${records} records, ${megabytes} MB, medians\n`,
  );
  for (const [assistant, found] of [
    ["asst_3", Math.min(last, Math.ceil(records / 7))],
    ["asst_rare", Math.min(last, Math.floor((records - 1) / 1000))],
    ["asst_first", 1],
  ] as const) {
    const times = { shell: [] as number[], reader: [] as number[], command: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      times.shell.push(await timed(() => shell(path, assistant)));
      times.reader.push(await timed(() => reader(assistant, found)));
      times.command.push(await timed(() => command(assistant)));
    }
    const base = median(times.shell);
    console.log(`${assistant}: tail and grep ${base.toFixed(0)} ms`);
    for (const [name, label] of [
      ["reader", "readAudit"],
      ["command", "safeclaw audit, from its start"],
    ] as const) {
      const time = median(times[name]);
      console.log(
        `  ${label.padEnd(32)}${time.toFixed(0).padStart(6)} ms${(time / base).toFixed(2).padStart(8)} ×   (target ≤ 3)`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
