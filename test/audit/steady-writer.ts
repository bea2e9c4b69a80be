// A process of its own that records decisions until it is killed, and says how many of them are on disk.

import { setTimeout as sleep } from "node:timers/promises";
import { fileAudit } from "../../runtime/node.js";
import { allowed } from "./decisions.js";

const [directory = ""] = process.argv.slice(2);
const sink = fileAudit(directory, { maxFileBytes: 1024 * 1024 });
const bulky = { ...allowed, args: { text: "x".repeat(5000) } };
for (let count = 1; ; count += 1) {
  sink.write(bulky);
  if (count % 100 !== 0) continue;
  await sink.flush();
  process.stdout.write(`${count}\n`);
  // How much a reader has before it must not depend on how fast the log takes records.
  await sleep(10);
}
