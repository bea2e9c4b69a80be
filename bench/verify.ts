// How fast a ledger is verified, beside sha256sum over the same files in the same run; and what checkpoints cost the writer.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  fileAudit,
  newAuditKey,
  readAuditKeys,
  verifyAudit,
} from "@authensor/safeclaw-runtime/node";
import { sampleRecord } from "./sample-record.js";

const rounds = Number(process.env["ROUNDS"] ?? 5);
const records = Number(process.env["RECORDS"] ?? 200_000);
const folder = mkdtempSync(join(tmpdir(), "safeclaw-bench-"));
const keyFile = join(folder, "audit.key");
writeFileSync(keyFile, newAuditKey("example.com/bench").privateKey);
const keys = readAuditKeys([keyFile]);

/** Returns how long a record took, in microseconds. */
async function write(directory: string, isSigned: boolean): Promise<number> {
  const sink = fileAudit(directory, {
    durability: "batched",
    ...(isSigned ? { checkpoints: { key: keyFile } } : {}),
  });
  const start = performance.now();
  for (let count = 1; count <= records; count += 1) {
    sink.write(sampleRecord);
    if (count % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await sink.close();
  return ((performance.now() - start) * 1000) / records;
}

function sha256sum(files: readonly string[]): number {
  const start = performance.now();
  spawnSync("sha256sum", [...files], { stdio: "ignore" });
  return performance.now() - start;
}

async function verifying(directory: string): Promise<number> {
  const start = performance.now();
  const { intact } = await verifyAudit(directory, { keys });
  if (!intact) throw new Error("the ledger is not intact");
  return performance.now() - start;
}

const writing: number[] = [];
for (const isSigned of [false, true]) {
  const directory = join(folder, isSigned ? "signed" : "plain");
  writing.push(await write(directory, isSigned));
  const files = readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => join(directory, name));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const peer: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    peer.push(sha256sum(files));
    ours.push(await verifying(directory));
  }
  const [sum, own] = [Math.min(...peer), Math.min(...ours)];
  console.log(
    `verify, ${isSigned ? "with checkpoints" : "hash chain alone"}: ${(sum / own).toFixed(2)} × sha256sum (target ≥ 0.6, or 200 MB/s): ${Math.round(bytes / own / 1000)} against ${Math.round(bytes / sum / 1000)} MB/s`,
  );
}
const [plain = 0, signed = 0] = writing;
console.log(
  `a record written: ${plain.toFixed(1)} µs, with checkpoints ${signed.toFixed(1)} µs; memory at the end: ${Math.round(process.memoryUsage().rss / 1024 / 1024)} MB`,
);
rmSync(folder, { recursive: true });
