// A process of its own that decides and ships until it is killed.

import { setTimeout as sleep } from "node:timers/promises";
import { postgresAudit } from "../../../runtime/ship/postgres/index.js";
import { allowed } from "../../audit/decisions.js";

const [directory = "", connection = ""] = process.argv.slice(2);
const shipping = { interval: 10, batchLines: 20 };
const audit = postgresAudit({ directory, connection, shipping });
process.stdout.write("begun\n");
for (let count = 0; ; count += 1) {
  audit.write({ ...allowed, call: `call_${count}` });
  if (count % 10 === 0) await audit.flush();
  if (count % 100 === 0) await sleep(1);
}
