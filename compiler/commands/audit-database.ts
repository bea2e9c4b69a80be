// `safeclaw audit --db` and `safeclaw audit stats --db`: shows and counts the decisions that were shipped to PostgreSQL.

import type { AuditEntry, AuditFindings, AuditQuery } from "@authensor/safeclaw-runtime/node";
import {
  type PostgresConnection,
  readDatabase,
  scanDatabase,
} from "@authensor/safeclaw-runtime/postgres";
import { harmless } from "../diagnostics/harmless.js";
import { type AuditOptions, queryOf } from "./audit/audit-options.js";
import { ask } from "./audit/database.js";
import { renderTable } from "./audit/render-table.js";
import { sayEvents } from "./audit/say.js";
import { storedLines } from "./audit/stored-lines.js";
import { printCounted, type StatsOptions } from "./audit-stats.js";
import { type ExitCode, paletteOf, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface DatabaseOptions extends AuditOptions {
  readonly db: string;
}

/** As for files: of the table alone. */
const defaultLast = 20;

export async function auditDatabase(
  options: DatabaseOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  refuseFiles(options);
  const query = queryOf(options, options.json ? undefined : defaultLast);
  return await ask(options.db, options, terminal, async (connection, place) => {
    // A script may ask for millions of lines.
    const isAll = options.json && query.last === undefined;
    const print = isAll ? printAll : printNewest;
    const { isEmpty, findings } = await print(connection, query, options, terminal);
    if (isEmpty) note(query, place, options, terminal);
    return warn(findings, terminal);
  });
}

export async function auditDatabaseStats(
  options: DatabaseOptions & StatsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  refuseFiles(options);
  const query = queryOf(options);
  return await ask(options.db, options, terminal, async (connection, place) => {
    const { entries, findings } = scanDatabase(connection, query);
    const found = await printCounted(entries, options, terminal);
    if (!found) note(query, place, options, terminal);
    return warn(await findings(), terminal);
  });
}

/** For what is asked of files alone. */
function refuseFiles({ log, follow }: DatabaseOptions): void {
  if (log !== undefined) {
    throw new UsageError("the log is in a folder or in a database", "leave out `--log` or `--db`");
  }
  if (follow === true) {
    throw new UsageError("a database cannot be followed", "leave out `--follow` or `--db`");
  }
}

interface Printed {
  readonly isEmpty: boolean;
  readonly findings: AuditFindings;
}

async function printAll(
  connection: PostgresConnection,
  query: AuditQuery,
  _: DatabaseOptions,
  terminal: Terminal,
): Promise<Printed> {
  const { entries, findings } = scanDatabase(connection, query, "oldest first");
  let isEmpty = true;
  for await (const entry of entries) {
    terminal.stdout.write(storedLines(entry));
    isEmpty = false;
  }
  return { isEmpty, findings: await findings() };
}

async function printNewest(
  connection: PostgresConnection,
  query: AuditQuery,
  { json, last }: DatabaseOptions,
  terminal: Terminal,
): Promise<Printed> {
  const reading = await readDatabase(connection, query);
  const { entries, more } = reading;
  if (json) for (const entry of entries) terminal.stdout.write(storedLines(entry));
  else if (entries.length > 0) {
    // The database tells of all events, however few decisions are asked for.
    const from = more ? (entries[0]?.record.time ?? "") : "";
    printTable(entries, more && last === undefined, terminal);
    sayEvents(
      reading.events.filter(({ time }) => time >= from),
      terminal,
    );
  }
  return { isEmpty: entries.length === 0, findings: reading };
}

function printTable(entries: readonly AuditEntry[], more: boolean, terminal: Terminal): void {
  const { stdout, stderr } = terminal;
  const width = terminal.columns || undefined;
  const { lines, leftOut } = renderTable(entries, width, paletteOf(terminal));
  for (const line of lines) stdout.write(`${line}\n`);
  if (leftOut.length > 0) {
    stderr.write(`no room for ${leftOut.join(", ")}: widen the terminal, or use --json\n`);
  }
  if (more) stderr.write(`these are the newest ${defaultLast}; \`--last 100\` shows more\n`);
}

/** A sentence for a person; never among JSON lines. */
function note(
  { filters = [], since, until }: AuditQuery,
  place: string,
  { json }: DatabaseOptions,
  { stdout, stderr }: Terminal,
): void {
  const isPart = filters.length > 0 || since !== undefined || until !== undefined;
  const text = isPart
    ? "no recorded decision matches"
    : `no decision has arrived yet (looked in ${place})`;
  (json ? stderr : stdout).write(`${harmless(text)}\n`);
}

function warn({ faulty }: AuditFindings, terminal: Terminal): ExitCode {
  for (const { file, fault, count, line } of faulty) {
    const records = count === 1 ? "1 record" : `${count} records`;
    const text =
      fault === "altered"
        ? `from number ${line}: ${records} changed after being written`
        : `${records} that this version of safeclaw cannot read: skipped`;
    terminal.stderr.write(
      `${paletteOf(terminal).warning("warning")}: ${harmless(`${file}: ${text}`)}\n`,
    );
  }
  return faulty.some(({ fault }) => fault === "altered") ? 1 : 0;
}
