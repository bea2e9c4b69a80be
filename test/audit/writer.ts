// A process of its own that records decisions until it is killed, or until the disk refuses one.

import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileAudit } from "../../runtime/node.js";
import { allowed } from "./decisions.js";

const [directory = "", mode = ""] = process.argv.slice(2);
const sink = fileAudit(directory);
const bulky = { ...allowed, args: { text: "x".repeat(5000) } };
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

sink.write(allowed);
if (mode === "append-only") {
  for (const name of readdirSync(directory)) execFileSync("chattr", ["+a", join(directory, name)]);
}
let written = 1;
let refusal: unknown;
while (refusal === undefined) {
  try {
    sink.write(bulky);
    written += 1;
    // Tells its reader that these are done; a synchronous write, so it cannot run ahead of the pipe.
    if (mode === "forever" && written % 100 === 0) say(String(written));
    if (mode === "forever" && written % 100 === 0) await sink.flush();
  } catch (error) {
    refusal = error;
  }
}
say(`refused after ${written}: ${String(refusal)}`);
try {
  sink.write(allowed);
  say("then took a small one");
} catch (error) {
  say(`then refused a small one: ${String(error)}`);
}
