// `safeclaw audit`: shows the decisions that were recorded.

import { resolve } from "node:path";
import {
  type AuditFault,
  type AuditReading,
  type FaultyLines,
  readAudit,
} from "@authensor/safeclaw-runtime/node";
import { harmless } from "../diagnostics/harmless.js";
import { displayPath } from "../source/project.js";
import { parseFilter } from "./audit/parse-filter.js";
import { parseSince } from "./audit/parse-since.js";
import { renderTable } from "./audit/render-table.js";
import { type ExitCode, paletteOf, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface AuditOptions {
  /** A stream file or a folder of them. */
  readonly log?: string | undefined;
  readonly last?: number | undefined;
  readonly filter: readonly string[];
  readonly since?: string | undefined;
  readonly json: boolean;
}

const defaultLog = ".safeclaw/audit";
/** Of the table alone: a script that reads JSON must not miss records for want of an option. */
const defaultLast = 20;

export async function audit(options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const path = resolve(terminal.cwd, options.log ?? defaultLog);
  const query = {
    filters: options.filter.map(parseFilter),
    ...(options.since === undefined ? {} : { since: parseSince(options.since, new Date()) }),
    ...lastOf(options),
  };
  let reading: AuditReading;
  try {
    reading = await readAudit(path, query);
  } catch (error) {
    return unread(error, path, options, terminal);
  }
  show(reading, path, options, terminal);
  warn(reading, terminal);
  const altered = reading.faulty.some(({ fault }) => fault === "altered");
  return reading.unreadable.length > 0 || altered ? 1 : 0;
}

/** Only a path that was asked for has to be there: who has decided nothing yet has no log. */
function unread(error: unknown, path: string, options: AuditOptions, terminal: Terminal): ExitCode {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "ENOENT" && code !== "ENOTDIR") {
    say(terminal, "error", error instanceof Error ? error.message : String(error));
    return 1;
  }
  if (options.log !== undefined) throw new UsageError(`there is no audit log at ${path}`);
  noteNothing(path, options, terminal);
  return 0;
}

function lastOf({ last, json }: AuditOptions): { readonly last?: number } {
  if (last === undefined) return json ? {} : { last: defaultLast };
  if (Number.isSafeInteger(last) && last > 0) return { last };
  throw new UsageError("`--last` needs a whole number from 1");
}

function show(
  reading: AuditReading,
  path: string,
  options: AuditOptions,
  terminal: Terminal,
): void {
  const { entries, more, faulty, unreadable } = reading;
  if (entries.length === 0) {
    const asked = options.filter.length > 0 || options.since !== undefined;
    const clean = faulty.length === 0 && unreadable.length === 0;
    if (asked) note("no recorded decision matches", options, terminal);
    else if (clean) noteNothing(path, options, terminal);
    return;
  }
  if (options.json) {
    // SECURITY: as stored; only in a line that we did not write is there anything left to escape.
    for (const { text } of entries) terminal.stdout.write(`${harmless(text)}\n`);
    return;
  }
  const { lines, leftOut } = renderTable(
    entries,
    terminal.columns || undefined,
    paletteOf(terminal),
  );
  for (const line of lines) terminal.stdout.write(`${line}\n`);
  if (leftOut.length > 0) {
    terminal.stderr.write(`no room for ${leftOut.join(", ")}: widen the terminal, or use --json\n`);
  }
  if (more && options.last === undefined) {
    terminal.stderr.write(`these are the newest ${defaultLast}; \`--last 100\` shows more\n`);
  }
}

const faultText: Readonly<Record<AuditFault, (count: number) => string>> = {
  torn: () => "the last line is incomplete (still being written, or cut off by a crash): skipped",
  foreign: (count) => `${linesThat(count, "is no record", "are no records")}: skipped`,
  newer: (count) =>
    `${linesThat(count, "was", "were")} written by a newer version of safeclaw: skipped`,
  altered: (count) =>
    `${linesThat(count, "does not fit its hash", "do not fit their hashes")}: changed after being written`,
};

function linesThat(count: number, one: string, many: string): string {
  return count === 1 ? `1 line ${one}` : `${count} lines ${many}`;
}

function warn({ faulty, unreadable }: AuditReading, terminal: Terminal): void {
  for (const found of faulty) {
    say(
      terminal,
      "warning",
      `${placeOf(found, terminal.cwd)}: ${faultText[found.fault](found.count)}`,
    );
  }
  for (const { file, error } of unreadable) {
    say(
      terminal,
      "warning",
      `${displayPath(file, terminal.cwd)}: cannot be read: ${error.message}`,
    );
  }
}

function say(terminal: Terminal, severity: "error" | "warning", text: string): void {
  terminal.stderr.write(`${paletteOf(terminal)[severity](severity)}: ${harmless(text)}\n`);
}

function placeOf({ file, line, count }: FaultyLines, cwd: string): string {
  const path = displayPath(file, cwd);
  return count === 1 ? `${path}:${line}` : `${path}: from line ${line}`;
}

function noteNothing(path: string, options: AuditOptions, terminal: Terminal): void {
  note(`no decision has been recorded yet (looked in ${path})`, options, terminal);
}

/** A sentence for a person; never among JSON lines. */
function note(text: string, { json }: AuditOptions, { stdout, stderr }: Terminal): void {
  (json ? stderr : stdout).write(`${harmless(text)}\n`);
}
