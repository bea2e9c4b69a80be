// A log of any size for benchmarks, written as fast as the disk takes it.

import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { firstPrev } from "../runtime/audit/audit-record.js";
import { Backlog } from "../runtime/audit/backlog.js";
import { seal } from "../runtime/audit/seal.js";

const stream = "20261121T080000000Z-bench-1-0a1b2c3d";

/** Of every thousand records, one is the rare assistant's; `none` has but one, the very first. */
function assistantOf(index: number): string {
  if (index === 0) return "asst_first";
  return index % 1000 === 0 ? "asst_rare" : `asst_${index % 7}`;
}

/** The path of its one file. */
export function writeLog(folder: string, records: number): string {
  const path = join(folder, `${stream}.0001.jsonl`);
  const fd = openSync(path, "wx");
  let prev = firstPrev(stream);
  let backlog = new Backlog();
  for (let index = 0; index < records; index += 1) {
    const record = {
      assistant: assistantOf(index),
      thread: "thread_1",
      run: "run_1",
      call: `call_${index}`,
      tool: "refund_order",
      args: { order_id: `ord_${index}`, amount: index % 100 },
      effect: "allow",
      allowed: true,
      code: null,
      rule: "support/refund_order",
      line: 8,
      reason: "ok",
      shadow: null,
      policy: null,
    } as const;
    const time = new Date(Date.UTC(2026, 10, 21) + index).toISOString();
    const { bytes, hash } = seal(record, index + 1, time, prev);
    prev = hash;
    backlog.hold(bytes);
    if (backlog.heldSize < 4 * 1024 * 1024 && index < records - 1) continue;
    writeSync(fd, backlog.bytes());
    backlog = new Backlog();
  }
  closeSync(fd);
  return path;
}
