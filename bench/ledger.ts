// What keeping a record costs, each beside its peer in the same run: building it, and making it durable for many callers.

import { fdatasync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SafeClaw } from "@authensor/safeclaw-runtime";
import { fileAudit } from "@authensor/safeclaw-runtime/node";
import { policies } from "../generated/index.js";
import { Backlog } from "../runtime/audit/backlog.js";
import { seal } from "../runtime/audit/seal.js";
import { sampleRecord } from "./sample-record.js";

const rounds = Number(process.env["ROUNDS"] ?? 5);
/** How many the log takes for a look at the heap; building one is timed over fewer. */
const records = Number(process.env["RECORDS"] ?? 200_000);
const built = 200_000;
const callers = 256;
const turns = Number(process.env["TURNS"] ?? 100);

// Beside the sources: the folder for temporary files is often memory.
const folder = mkdtempSync(
  join(fileURLToPath(new URL("..", import.meta.url)), "test/.work-bench-"),
);
const context = { assistantId: "asst_abc123", threadId: "thread_Q1", runId: "run_77" };
const args = { order_id: "ord_1001", amount: 50 };

function microseconds(count: number, action: (index: number) => void): number {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) action(index);
  return ((performance.now() - start) * 1000) / count;
}

function best(times: readonly number[]): number {
  return Math.min(...times);
}

const prev = "0".repeat(64);
let bytes = 0;
const plain = { v: 2, seq: 1, time: new Date().toISOString(), ...sampleRecord, prev, hash: prev };
const building = Array.from({ length: rounds }, () => {
  const peer = microseconds(built, (index) => {
    plain.seq = index;
    bytes += JSON.stringify(plain).length;
  });
  let backlog = new Backlog();
  const ours = microseconds(built, (index) => {
    backlog.hold(seal(sampleRecord, index + 1, plain.time, prev).bytes);
    if (backlog.heldSize < 65_536) return;
    bytes += backlog.bytes().length;
    backlog = new Backlog();
  });
  return { peer, ours };
});
const stringify = best(building.map(({ peer }) => peer));
const sealing = best(building.map(({ ours }) => ours));

/** Calls a second of so many callers who each wait for their own. */
async function throughput(call: (caller: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  const caller = async (_: unknown, index: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn += 1) await call(index);
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (callers * turns * 1000) / (performance.now() - start);
}

/** The least that group commit can be: each caller hands over a ready line, and one write and one sync are for all who wait. */
function bareAppends(path: string): (line: Buffer) => Promise<void> {
  const sync = promisify(fdatasync);
  const fd = openSync(path, "wx");
  let held: Buffer[] = [];
  let running = Promise.resolve();
  let next: Promise<void> | undefined;
  return async (line) => {
    held.push(line);
    next ??= running = running.then(async () => {
      next = undefined;
      const batch = Buffer.concat(held);
      held = [];
      writeSync(fd, batch);
      await sync(fd);
    });
    await next;
  };
}

// Both hand over what they have ready: a line of the same length, and the context of a call.
const line = Buffer.from(seal(sampleRecord, 1, plain.time, prev).bytes);
const contexts = Array.from({ length: callers }, (_, caller) => ({
  ...context,
  callId: `call_${caller}`,
}));
const committing: { bare: number; decide: number }[] = [];
for (let round = 0; round < rounds; round += 1) {
  const append = bareAppends(join(folder, `bare-${round}`));
  const bare = await throughput(() => append(line));
  const safeclaw = new SafeClaw(policies, { audit: fileAudit(join(folder, `audit-${round}`)) });
  const decide = await throughput((caller) =>
    safeclaw.decide("refund_order", args, contexts[caller] ?? context),
  );
  await safeclaw.close();
  committing.push({ bare, decide });
}

const heaps: number[] = [];
const endless = new SafeClaw(policies, { audit: fileAudit(join(folder, "endless")) });
for (let part = 0; part < 5; part += 1) {
  for (let count = 0; count < records / 5; count += 1) {
    endless.evaluate("refund_order", args, context);
    if (count % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await endless.flush();
  globalThis.gc?.();
  heaps.push(process.memoryUsage().heapUsed / 1024 / 1024);
}
await endless.close();
rmSync(folder, { recursive: true });

const ratio = (a: number, b: number): string => (a / b).toFixed(2);
const middle = committing.toSorted((a, b) => a.decide / a.bare - b.decide / b.bare)[
  Math.floor(rounds / 2)
];
console.log(
  `a record built, hashed and buffered: ${sealing.toFixed(2)} µs, ${ratio(sealing, stringify)} × JSON.stringify of it (target ≤ 3)`,
);
console.log(
  `${callers} callers of decide, strict: ${ratio(middle?.decide ?? 0, middle?.bare ?? 1)} × bare group commit (target ≥ 0.5); ${Math.round(middle?.decide ?? 0).toLocaleString("en-US")} against ${Math.round(middle?.bare ?? 0).toLocaleString("en-US")} a second`,
);
console.log(
  `heap after each fifth of ${records.toLocaleString("en-US")} records: ${heaps.map((heap) => heap.toFixed(1)).join(", ")} MB (${bytes > 0 ? "flat is the target" : ""})`,
);
