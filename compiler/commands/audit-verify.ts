// `safeclaw audit verify`: proves that the log is as it was written, or names the first record that is not.

import { type Verification, verifyAudit } from "@authensor/safeclaw-runtime/node";
import { logAt } from "./audit/log-at.js";
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
  const path = logAt(options.log, terminal.cwd);
  const verification = await verifyAudit(path, witnessesOf(options, terminal.cwd));
  if (options.json) printJson(verification, terminal);
  else print(verification, terminal);
  return verification.intact ? 0 : 1;
}

function print(verification: Verification, terminal: Terminal): void {
  const say = (text: string): unknown => terminal.stdout.write(`${text}\n`);
  const { streams, summary, unknown } = textOf(verification, terminal.cwd, paletteOf(terminal));
  for (const line of streams) say(line);
  if (streams.length > 0) say("");
  for (const line of [...summary, ...unknown]) say(line);
}
