// How fast the log reaches PostgreSQL, what that takes of memory, and how long questions take there. RECORDS says how many
// there are. Needs a PostgreSQL server's programs, as the tests of shipping do.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  connectTo,
  initDatabase,
  postgresTarget,
  shipAudit,
} from "@authensor/safeclaw-runtime/postgres";
import { PostgresServer } from "../test/ship/support/postgres-server.js";
import { writeLog } from "./write-log.js";

const records = Number(process.env["RECORDS"] ?? 1_000_000);
const rounds = Number(process.env["ROUNDS"] ?? 3);
const folder = mkdtempSync(join(tmpdir(), "safeclaw-bench-"));
const cli = fileURLToPath(new URL("../dist/compiler/cli.js", import.meta.url));

const questions: readonly (readonly string[])[] = [
  ["--last", "100"],
  ["--last", "100", "--filter", "assistant=asst_3"],
  ["--last", "100", "--filter", "assistant=asst_rare"],
  ["--last", "100", "--filter", "assistant=asst_first"],
  ["--last", "100", "--filter", "assistant=asst_none"],
  ["--last", "100", "--filter", "assistant=asst_r*"],
  ["--last", "100", "--filter", "assistant=asst_*"],
  ["--last", "100", "--filter", "effect=deny"],
  ["--last", "100", "--filter", "rule=support/*", "--filter", "call=call_77"],
  ["--last", "100", "--filter", "code=constraint"],
  ["--last", "100", "--until", "2026-11-21T00:00:10Z"],
];

async function ship(server: PostgresServer): Promise<void> {
  const connection = connectTo(server.url());
  await initDatabase(connection);
  const rows = async (): Promise<number> =>
    Number(Object(await connection.query("select count(*) from safeclaw_audit")).rows[0].count);
  const start = performance.now();
  const shipper = shipAudit(folder, postgresTarget(server.url()), { closeTimeout: 1_000_000 });
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 100);
  await sleep(1000);
  await shipper.close();
  clearInterval(watch);
  const seconds = (performance.now() - start) / 1000;
  const rate = Math.round(records / seconds).toLocaleString("en-US");
  console.log(
    `shipped in ${seconds.toFixed(1)} s: ${rate} a second, at most ${(most / 1e6).toFixed(0)} MB`,
  );
  const arrived = await rows();
  const {
    rows: [sums],
  } = await connection.query(
    "select count(distinct seq) as seqs, min(seq) as first, max(seq) as last, pg_total_relation_size('safeclaw_audit') as size from safeclaw_audit",
  );
  const { seqs, first, last, size } = Object(sums);
  console.log(
    `${arrived} rows, ${seqs} different numbers from ${first} to ${last}, ${(size / 1e6).toFixed(0)} MB with indexes`,
  );
  if (arrived !== records || Number(seqs) !== records) throw new Error("not each once");
  await connection.close();
}

function ask(url: string, question: readonly string[]): number {
  const start = performance.now();
  const args = [cli, "audit", "--json", "--db", url, ...question];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

const server = await PostgresServer.start();
try {
  const bytes = statSync(writeLog(folder, records)).size;
  console.log(`${records} records, ${(bytes / 1e6).toFixed(0)} MB`);
  await ship(server);
  for (const question of questions) {
    const times = Array.from({ length: rounds }, () => ask(server.url(), question));
    const best = Math.min(...times).toFixed(0);
    console.log(`${best.padStart(6)} ms  safeclaw audit --db … ${question.join(" ")}`);
  }
} finally {
  await server.remove();
  rmSync(folder, { recursive: true });
}
