// A process of its own that records decisions until it is killed, or until the disk refuses one.

import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileAudit } from "../../runtime/node.js";
import { allowed } from "./decisions.js";

const [directory = "", mode = ""] = process.argv.slice(2);
const sink = fileAudit(directory);
const bulky = { ...allowed, args: { text: "x".repeat(5000) } };
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

sink.write(allowed);
await sink.flush();
if (mode === "append-only") {
  for (const name of readdirSync(directory)) execFileSync("chattr", ["+a", join(directory, name)]);
}
let written = 1;
let refusal: unknown;
while (refusal === undefined) {
  try {
    sink.write(bulky);
    if (mode !== "forever" || written % 100 === 0) await sink.flush();
    // Tells its reader that these are done; a synchronous write, so it cannot run ahead of the pipe.
    if (mode === "forever" && written % 100 === 0) say(String(written));
    written += 1;
  } catch (error) {
    refusal = error;
  }
}
say(`refused after ${written}: ${String(refusal)}`);
await sleep(200);
sink.write(allowed);
await sink.flush();
say("then took a small one");
