// `safeclaw audit verify`: proves that the log is as it was written, or names the first record that is not.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  type AuditKey,
  readAuditKeys,
  type Verification,
  verifyAudit,
} from "@authensor/safeclaw-runtime/node";
import { logAt } from "./audit/log-at.js";
import { textOf } from "./audit/verification-text.js";
import { type ExitCode, paletteOf, printJson, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface AuditVerifyOptions {
  /** A folder of streams, or a file of one. */
  readonly log?: string | undefined;
  /** Files of checkpoints that were kept elsewhere. */
  readonly checkpoint: readonly string[];
  /** Public keys, or files that hold them. */
  readonly key: readonly string[];
  readonly json: boolean;
}

export async function auditVerify(
  options: AuditVerifyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const path = logAt(options.log, terminal.cwd);
  const checkpoints = options.checkpoint.map((file) => resolve(terminal.cwd, file));
  const absent = checkpoints.find((file) => !existsSync(file));
  if (absent !== undefined) throw new UsageError(`there is no file of checkpoints at ${absent}`);
  const keys = keysOf(options.key, terminal.cwd);
  const verification = await verifyAudit(path, { keys, checkpoints });
  if (options.json) printJson(verification, terminal);
  else print(verification, terminal);
  return verification.intact ? 0 : 1;
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

function print(verification: Verification, terminal: Terminal): void {
  const say = (text: string): unknown => terminal.stdout.write(`${text}\n`);
  const { streams, summary, unknown } = textOf(verification, terminal.cwd, paletteOf(terminal));
  for (const line of streams) say(line);
  if (streams.length > 0) say("");
  for (const line of [...summary, ...unknown]) say(line);
}
