// `safeclaw audit`: shows the decisions that were recorded.

import { resolve } from "node:path";
import {
  type AuditFault,
  type AuditReading,
  type FaultyLines,
  readAudit,
} from "@authensor/safeclaw-runtime/node";
import { ansi, noColor } from "../diagnostics/render.js";
import { parseFilter } from "./audit/parse-filter.js";
import { parseSince } from "./audit/parse-since.js";
import { renderTable } from "./audit/render-table.js";
import { harmless } from "./audit/terminal-text.js";
import { UsageError } from "./audit/usage-error.js";

export interface AuditOptions {
  /** A stream file or a folder of them. */
  readonly log?: string | undefined;
  readonly last?: number | undefined;
  readonly filter: readonly string[];
  readonly since?: string | undefined;
  readonly json: boolean;
}

export interface AuditOutput {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** The terminal's width; absent where there is no terminal. */
  readonly columns?: number | undefined;
  readonly color: boolean;
}

const defaultLog = ".safeclaw/audit";
/** Of the table alone: a script that reads JSON must not miss records for want of an option. */
const defaultLast = 20;

export async function audit(options: AuditOptions, io: AuditOutput): Promise<0 | 1 | 2> {
  const path = resolve(options.log ?? defaultLog);
  try {
    const reading = await readAudit(path, {
      filters: options.filter.map(parseFilter),
      ...(options.since === undefined ? {} : { since: parseSince(options.since, new Date()) }),
      ...lastOf(options),
    });
    show(reading, path, options, io);
    warn(reading, io);
    return reading.unreadable.length === 0 ? 0 : 1;
  } catch (error) {
    if (isMissing(error) && options.log === undefined) {
      noteNothing(path, options, io);
      return 0;
    }
    return fail(isMissing(error) ? missing(path) : error, io);
  }
}

function lastOf({ last, json }: AuditOptions): { readonly last?: number } {
  if (last === undefined) return json ? {} : { last: defaultLast };
  if (Number.isSafeInteger(last) && last > 0) return { last };
  throw new UsageError("`--last` needs a whole number from 1");
}

function show(reading: AuditReading, path: string, options: AuditOptions, io: AuditOutput): void {
  const { entries, more, faulty, unreadable } = reading;
  if (entries.length === 0) {
    const asked = options.filter.length > 0 || options.since !== undefined;
    const clean = faulty.length === 0 && unreadable.length === 0;
    if (asked) note("no recorded decision matches", options, io);
    else if (clean) noteNothing(path, options, io);
    return;
  }
  if (options.json) {
    // SECURITY: as stored; only in a line that we did not write is there anything left to escape.
    for (const { text } of entries) io.stdout.write(`${harmless(text)}\n`);
    return;
  }
  const palette = io.color ? ansi : noColor;
  const { lines, leftOut } = renderTable(entries, io.columns || undefined, palette);
  for (const line of lines) io.stdout.write(`${line}\n`);
  if (leftOut.length > 0) {
    io.stderr.write(`no room for ${leftOut.join(", ")}: widen the terminal, or use --json\n`);
  }
  if (more && options.last === undefined) {
    io.stderr.write(`these are the newest ${defaultLast}; \`--last 100\` shows more\n`);
  }
}

const faultText: Readonly<Record<AuditFault, (count: number) => string>> = {
  torn: () => "the last line is incomplete (still being written, or cut off by a crash): skipped",
  foreign: (count) => `${lines(count, "is no record", "are no records")}: skipped`,
  newer: (count) =>
    `${lines(count, "was", "were")} written by a newer version of safeclaw: skipped`,
  altered: (count) =>
    `${lines(count, "does not fit its hash", "do not fit their hashes")}: changed after being written`,
};

function lines(count: number, one: string, many: string): string {
  return count === 1 ? `1 line ${one}` : `${count} lines ${many}`;
}

function warn({ faulty, unreadable }: AuditReading, io: AuditOutput): void {
  const palette = io.color ? ansi : noColor;
  const say = (file: string, text: string): void => {
    io.stderr.write(`${palette.warning("warning")}: ${harmless(`${file}: ${text}`)}\n`);
  };
  for (const found of faulty) say(placeOf(found), faultText[found.fault](found.count));
  for (const { file, error } of unreadable) say(file, `cannot be read: ${error.message}`);
}

function placeOf({ file, line, count }: FaultyLines): string {
  return count === 1 ? `${file}:${line}` : `${file}: from line ${line}`;
}

function noteNothing(path: string, options: AuditOptions, io: AuditOutput): void {
  note(`no decision has been recorded yet (looked in ${path})`, options, io);
}

/** A sentence for a person; never among JSON lines. */
function note(text: string, { json }: AuditOptions, { stdout, stderr }: AuditOutput): void {
  (json ? stderr : stdout).write(`${harmless(text)}\n`);
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR";
}

function missing(path: string): UsageError {
  return new UsageError(`there is no audit log at ${path}`);
}

function fail(error: unknown, { stderr, color }: AuditOutput): 1 | 2 {
  const palette = color ? ansi : noColor;
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(`${palette.error("error")}: ${harmless(message)}\n`);
  if (!(error instanceof UsageError)) return 1;
  if (error.help !== undefined) {
    stderr.write(`  ${palette.dim("=")} help: ${harmless(error.help)}\n`);
  }
  return 2;
}
