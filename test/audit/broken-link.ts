// Checks a stream's chain with nothing of ours: what an auditor would write from the format's description.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Of a stream's first file: the number of the first line whose hash or link is wrong; 0 where the chain is whole. */
export function brokenLink(path: string): number {
  let prev = sha256(`safeclaw stream ${basename(path).replace(/(\.\d{4})?\.jsonl$/u, "")}`);
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const body = line.slice(0, line.lastIndexOf(',"hash":'));
    const { hash, ...record } = JSON.parse(line);
    const fits = sha256(body) === hash;
    if (!fits || record.prev !== prev || record.seq !== index + 1) return index + 1;
    prev = hash;
  }
  return 0;
}
