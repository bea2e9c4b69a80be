// `safeclaw audit verify`: proves that the log is as it was written, or names the first record that is not.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  type AuditKey,
  type Place,
  readAuditKeys,
  type Verification,
  type VerifiedStream,
  verifyAudit,
} from "@authensor/safeclaw-runtime/node";
import { harmless } from "../diagnostics/harmless.js";
import type { Palette } from "../diagnostics/render.js";
import { displayPath } from "../source/project.js";
import { logAt } from "./audit/log-at.js";
import { counted, type ExitCode, paletteOf, printJson, type Terminal } from "./terminal.js";
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

const mostNames = 3;

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
  const { streams, checkpoints, keys, unknown, intact } = verification;
  const palette = paletteOf(terminal);
  const say = (text: string): unknown => terminal.stdout.write(`${text}\n`);
  for (const stream of streams) {
    for (const line of linesOf(stream, terminal)) say(line);
  }
  for (const fault of checkpoints) {
    const more = fault.count > 1 ? `, and so are ${fault.count - 1} more of this file` : "";
    say(
      `${palette.error("tampered")}  ${placeOf(fault, terminal)}: ${harmless(fault.what)}${more}`,
    );
  }
  if (streams.length + checkpoints.length > 0) say("");
  say(intact ? `${palette.bold("intact")}: ${whole(streams)}` : found(verification, palette));
  say(keys.length === 0 ? "no signature was checked: there is no `--key`" : signedBy(keys));
  for (const [each, names] of unknownOf(streams)) {
    say(`not known of ${whoOf(names, streams.length)}: ${harmless(each)}`);
  }
  for (const each of unknown) say(`not known: ${harmless(each)}`);
}

/** What is not known, and of which streams. */
function unknownOf(streams: Verification["streams"]): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const { stream, unknown } of streams) {
    for (const each of unknown) all.set(each, [...(all.get(each) ?? []), stream]);
  }
  return all;
}

function whoOf(names: readonly string[], streams: number): string {
  if (names.length > 1 && names.length === streams) return `all ${streams} streams`;
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return `${names.slice(0, mostNames).map(harmless).join(", ")}${more}`;
}

function whole(streams: Verification["streams"]): string {
  const records = streams.reduce((sum, stream) => sum + stream.records, 0);
  return `${counted(records, "record")} in ${counted(streams.length, "stream")}`;
}

function found({ streams, checkpoints }: Verification, palette: Palette): string {
  const wrong = streams.filter(({ tampering }) => tampering !== null).length;
  const notes = checkpoints.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ...(wrong > 0 ? [`in ${wrong} of ${counted(streams.length, "stream")}`] : []),
    ...(notes > 0 ? [`in ${counted(notes, "checkpoint")}`] : []),
  ];
  return `${palette.error("tampering found")} ${parts.join(" and ")}`;
}

function signedBy(keys: Verification["keys"]): string {
  return `signatures were checked with ${keys.map(({ name, id }) => harmless(`${name}+${id}`)).join(", ")}`;
}

function linesOf(verified: VerifiedStream, terminal: Terminal): readonly string[] {
  const { stream, records, proven, provenBy, torn, tampering } = verified;
  const palette = paletteOf(terminal);
  const lines: string[] = [];
  if (tampering === null)
    lines.push(`${"intact".padEnd(8)}  ${harmless(stream)}: ${counted(records, "record")}`);
  else {
    const seq = tampering.seq === null ? "" : ` (record ${tampering.seq})`;
    lines.push(
      `${palette.error("tampered")}  ${placeOf(tampering, terminal)}${seq}: ${harmless(tampering.what)}`,
    );
    if (records > 0) lines.push(`          ${spanOf(records)} before it follow from each other`);
  }
  if (provenBy !== null && proven > 0) {
    const kept = provenBy.outside ? ", which was kept elsewhere" : "";
    lines.push(
      `          ${spanOf(proven)} fit the checkpoint ${placeOf(provenBy, terminal)}${kept}`,
    );
  }
  if (torn !== null) {
    lines.push(
      `          ${placeOf(torn, terminal)}: incomplete (being written, or cut off by a crash)`,
    );
  }
  return lines;
}

function spanOf(records: number): string {
  return records === 1 ? "record 1" : `records 1 to ${records}`;
}

function placeOf({ file, line }: Place, { cwd }: Terminal): string {
  const path = harmless(displayPath(file, cwd));
  return line === null ? path : `${path}:${line}`;
}
