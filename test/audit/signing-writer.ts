// A process of its own that records decisions, signed, until it is stopped, and tells when the first ones are on disk.

import { fileAudit, stdoutAnchor } from "../../runtime/node.js";
import { allowed } from "./decisions.js";

const [directory = "", mode = ""] = process.argv.slice(2);
const sink = fileAudit(directory, {
  checkpoints: { everyRecords: 7, ...(mode === "stdout" ? { anchor: stdoutAnchor() } : {}) },
  maxFileBytes: 20_000,
});
const rounds = { forever: Number.POSITIVE_INFINITY, short: 200 }[mode] ?? 4;
for (let round = 1; round <= rounds; round += 1) {
  for (let count = 0; count < 5; count += 1) sink.write(allowed);
  await sink.flush();
  if (mode === "forever" && round === 3) process.stdout.write("going\n");
}
await sink.close();
