// Stream files of decisions at times of the test's choosing.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { firstPrev } from "../../runtime/audit/audit-record.js";
import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";
import { seal } from "../../runtime/audit/seal.js";
import { streamOf } from "../../runtime/audit/stream-name.js";

export interface Timed {
  readonly at: string;
  readonly record: DecisionRecord;
}

/** The lines of one stream, without newlines. */
export function sealAll(records: readonly Timed[], name = ""): string[] {
  let prev = firstPrev(streamOf(name).stream);
  return records.map(({ at, record }, index) => {
    const { bytes, hash } = seal(record, index + 1, at, prev);
    prev = hash;
    return new TextDecoder().decode(bytes).trimEnd();
  });
}

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "safeclaw-audit-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes a stream file and returns its path. */
export function stream(directory: string, name: string, records: readonly Timed[]): string {
  const path = join(directory, name);
  writeFileSync(path, sealAll(records, name).join("\n").concat("\n"));
  return path;
}
