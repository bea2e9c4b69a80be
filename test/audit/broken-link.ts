// Checks a stream's chain with nothing of ours: what an auditor would write from the format's description.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The number of the first line whose hash or link is wrong; 0 where the chain is whole. */
export function brokenLink(path: string): number {
  let prev = "0".repeat(64);
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const body = line.slice(0, line.lastIndexOf(',"hash":'));
    const { hash, ...record } = JSON.parse(line);
    const fits = createHash("sha256").update(body).digest("hex") === hash;
    if (!fits || record.prev !== prev || record.seq !== index + 1) return index + 1;
    prev = hash;
  }
  return 0;
}
