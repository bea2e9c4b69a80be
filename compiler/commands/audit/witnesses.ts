// What a log is verified by beside itself: public keys, and checkpoints that were kept elsewhere.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type AuditKey, readAuditKeys } from "@authensor/safeclaw-runtime/node";
import { UsageError } from "../usage-error.js";

export interface WitnessOptions {
  /** Files of checkpoints that were kept elsewhere. */
  readonly checkpoint: readonly string[];
  /** Public keys, or files that hold them. */
  readonly key: readonly string[];
}

export interface Witnesses {
  readonly keys: readonly AuditKey[];
  /** Paths. */
  readonly checkpoints: readonly string[];
}

export function witnessesOf({ checkpoint, key }: WitnessOptions, cwd: string): Witnesses {
  const checkpoints = checkpoint.map((file) => resolve(cwd, file));
  const absent = checkpoints.find((file) => !existsSync(file));
  if (absent !== undefined) throw new UsageError(`there is no file of checkpoints at ${absent}`);
  return { keys: keysOf(key, cwd), checkpoints };
}

function keysOf(given: readonly string[], cwd: string): readonly AuditKey[] {
  const files = given.map((each) => {
    const path = resolve(cwd, each);
    return existsSync(path) ? path : each;
  });
  try {
    return readAuditKeys(files);
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? error.message : String(error),
      "`--key` takes the line that `safeclaw audit keygen` printed, or a file that holds it",
    );
  }
}
