// `safeclaw audit verify`: proves that the log is as it was written, or names the first record that is not.

import { existsSync } from "node:fs";
import { type Verification, verifyAudit } from "@authensor/safeclaw-runtime/node";
import { logOf } from "./audit/audit-options.js";
import { noLogAt } from "./audit/log-at.js";
import { fail, isMissing, say } from "./audit/say.js";
import { textOf } from "./audit/verification-text.js";
import { type WitnessOptions, witnessesOf } from "./audit/witnesses.js";
import { type ExitCode, paletteOf, printJson, type Terminal } from "./terminal.js";

export interface AuditVerifyOptions extends WitnessOptions {
  /** A folder of streams, or a file of one. */
  readonly log?: string | undefined;
  readonly json: boolean;
}

export async function auditVerify(
  options: AuditVerifyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const path = logOf(options, terminal);
  const witnesses = witnessesOf(options, terminal.cwd);
  let verification: Verification;
  try {
    verification = await verifyAudit(path, witnesses);
  } catch (error) {
    if (isMissing(error) && !existsSync(path)) throw noLogAt(path);
    return fail(error, options, terminal);
  }
  const { streams, checkpoints } = verification;
  if (streams.length + checkpoints.length === 0) throw noLogAt(path);
  if (!existsSync(path)) say(terminal, "error", `there is no audit log at ${path} any more`);
  if (options.json) printJson(verification, terminal);
  else printText(verification, terminal);
  return verification.intact ? 0 : 1;
}

function printText(verification: Verification, terminal: Terminal): void {
  const print = (text: string): unknown => terminal.stdout.write(`${text}\n`);
  const { streams, summary, unknown } = textOf(verification, terminal.cwd, paletteOf(terminal));
  for (const line of streams) print(line);
  if (streams.length > 0) print("");
  for (const line of [...summary, ...unknown]) print(line);
}
