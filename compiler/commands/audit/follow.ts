// `safeclaw audit --follow`: shows decisions as they come, until it is told to stop.

import { setTimeout as sleep } from "node:timers/promises";
import { type AuditQuery, type AuditReading, followAudit } from "@authensor/safeclaw-runtime/node";
import { type ExitCode, paletteOf, type Terminal } from "../terminal.js";
import type { AuditOptions } from "./audit-options.js";
import { renderTable, type Table } from "./render-table.js";
import { fail, isMissing, sayEvents, unread, warn } from "./say.js";
import { storedLines } from "./stored-lines.js";

/** How often it looks, in milliseconds. */
const interval = 200;
const signals = ["SIGINT", "SIGTERM"] as const;

export async function follow(
  path: string,
  query: AuditQuery,
  options: AuditOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const follower = followAudit(path, query);
  const show = options.json ? linePrinter(terminal) : tablePrinter(terminal);
  const stop = new AbortController();
  const end = (): void => stop.abort();
  for (const signal of signals) process.once(signal, end);
  let exit: ExitCode = 0;
  for (let first = true; !stop.signal.aborted; first = false) {
    try {
      const reading = await follower.read();
      show(reading);
      if (warn(reading, terminal) !== 0) exit = 1;
    } catch (error) {
      if (!isMissing(error)) {
        exit = fail(error, options, terminal);
        break;
      }
      // A log that nobody has written yet may come.
      if (first) unread(error, path, { ...options, json: true }, terminal);
    }
    if (first) terminal.stderr.write("waiting for decisions; press Ctrl-C to stop\n");
    await sleep(interval, undefined, { signal: stop.signal }).catch(() => undefined);
  }
  for (const signal of signals) process.off(signal, end);
  return exit;
}

function linePrinter({ stdout }: Terminal): (reading: AuditReading) => void {
  return ({ entries }) => {
    for (const entry of entries) stdout.write(storedLines(entry));
  };
}

function tablePrinter(terminal: Terminal): (reading: AuditReading) => void {
  let table: Table | undefined;
  return ({ entries, events }) => {
    if (entries.length > 0) {
      const width = terminal.columns || undefined;
      table = renderTable(entries, width, paletteOf(terminal), table);
      for (const line of table.lines) terminal.stdout.write(`${line}\n`);
    }
    sayEvents(events, terminal);
  };
}
