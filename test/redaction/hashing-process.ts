// A process of its own that hashes one text with the key of each of many logs, at moments that it is told.

import { join } from "node:path";
import { fileAudit } from "../../runtime/node.js";

const [directory = "", start = "", logs = ""] = process.argv.slice(2);
for (let log = 0; log < Number(logs); log += 1) {
  const audit = fileAudit(join(directory, String(log)));
  const moment = Number(start) + 20 * log;
  while (Date.now() < moment);
  process.stdout.write(`${audit.pseudonym?.("ada@example.org")}\n`);
}
