// `safeclaw audit`: shows the decisions that were recorded.

import {
  type AuditEntry,
  type AuditFindings,
  type AuditQuery,
  type AuditReading,
  readAudit,
  scanAudit,
} from "@authensor/safeclaw-runtime/node";
import { type AuditOptions, asksForPart, logOf, queryOf } from "./audit/audit-options.js";
import { put } from "./audit/put.js";
import { reversed } from "./audit/reversed.js";
import { note, noteNothing, sayEvents, unread, warn } from "./audit/say.js";
import { storedLines } from "./audit/stored-lines.js";
import { type ExitCode, paletteOf, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export type { AuditOptions };

/** Of the table alone: a script that reads JSON must not miss records for want of an option. */
const defaultLast = 20;

export async function audit(options: AuditOptions, terminal: Terminal): Promise<ExitCode> {
  const path = logOf(options, terminal);
  const query = queryOf(options, options.json ? undefined : defaultLast);
  if (options.follow === true) {
    if (options.until !== undefined) {
      throw new UsageError("`--follow` has no end", "leave out `--until` or `--follow`");
    }
    const { follow } = await import("./audit/follow.js");
    return await follow(path, query, options, terminal);
  }
  try {
    const show = options.json ? printLines : printTable;
    const { isEmpty, findings } = await show(path, query, options, terminal);
    if (isEmpty) noteEmpty(path, findings, options, terminal);
    return warn(findings, terminal);
  } catch (error) {
    return unread(error, path, options, terminal);
  }
}

interface Shown {
  readonly isEmpty: boolean;
  readonly findings: AuditFindings;
}

async function printTable(
  path: string,
  query: AuditQuery,
  { last }: AuditOptions,
  terminal: Terminal,
): Promise<Shown> {
  const reading: AuditReading = await readAudit(path, query);
  const { entries, more } = reading;
  if (entries.length === 0) return { isEmpty: true, findings: reading };
  // Knowing how wide characters are takes longer to load than a log to read.
  const { renderTable } = await import("./audit/render-table.js");
  const width = terminal.columns || undefined;
  const { lines, leftOut } = renderTable(entries, width, paletteOf(terminal));
  for (const line of lines) terminal.stdout.write(`${line}\n`);
  sayEvents(reading.events, terminal);
  if (leftOut.length > 0) {
    terminal.stderr.write(`no room for ${leftOut.join(", ")}: widen the terminal, or use --json\n`);
  }
  if (more && last === undefined) {
    terminal.stderr.write(`these are the newest ${defaultLast}; \`--last 100\` shows more\n`);
  }
  return { isEmpty: false, findings: reading };
}

async function printLines(
  path: string,
  query: AuditQuery,
  _: AuditOptions,
  terminal: Terminal,
): Promise<Shown> {
  const { entries, findings } = await scanAudit(path, query);
  let isEmpty = true;
  for await (const text of reversed(linesOf(entries))) {
    await put(text, terminal);
    isEmpty = false;
  }
  return { isEmpty, findings: await findings() };
}

async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield storedLines(entry);
}

function noteEmpty(
  path: string,
  { faulty, unreadable }: AuditFindings,
  options: AuditOptions,
  terminal: Terminal,
): void {
  if (asksForPart(options)) note("no recorded decision matches", options, terminal);
  else if (faulty.length + unreadable.length === 0) noteNothing(path, options, terminal);
}
