// What the commands about the log say beside their answers.

import type {
  AuditFault,
  AuditFindings,
  FaultyLines,
  StoredEvent,
} from "@authensor/safeclaw-runtime/node";
import { harmless } from "../../diagnostics/harmless.js";
import { displayPath } from "../../source/project.js";
import { type ExitCode, paletteOf, printFailure, type Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";
import type { AuditOptions } from "./audit-options.js";

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

/** Names what was skipped and what was changed. The exit code that is due for it. */
export function warn(findings: AuditFindings, terminal: Terminal): ExitCode {
  for (const text of warningsOf(findings, terminal.cwd)) say(terminal, "warning", text);
  const altered = findings.faulty.some(({ fault }) => fault === "altered");
  return findings.unreadable.length > 0 || altered ? 1 : 0;
}

export function warningsOf({ faulty, unreadable }: AuditFindings, cwd: string): readonly string[] {
  return [
    ...faulty.map((found) => `${placeOf(found, cwd)}: ${faultText[found.fault](found.count)}`),
    ...unreadable.map(
      ({ file, error }) => `${displayPath(file, cwd)}: cannot be read: ${error.message}`,
    ),
  ];
}

function placeOf({ file, line, count }: FaultyLines, cwd: string): string {
  const path = displayPath(file, cwd);
  return count === 1 ? `${path}:${line}` : `${path}: from line ${line}`;
}

/** What befell the log, as one line. */
export function eventText({ time, event, detail }: StoredEvent): string {
  return `${time.slice(0, 19).replace("T", " ")} ${event} ${JSON.stringify(detail)}`;
}

/** Whether a log could not be read because there is none yet. */
export function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR";
}

/** Only a path that was asked for has to be there: who has decided nothing yet has no log. */
export function unread(
  error: unknown,
  path: string,
  options: AuditOptions,
  terminal: Terminal,
): ExitCode {
  if (!isMissing(error)) return fail(error, options, terminal);
  if (options.log !== undefined) throw new UsageError(`there is no audit log at ${path}`);
  noteNothing(path, options, terminal);
  return 0;
}

/** What was asked cannot be answered; nothing is wrong with the question. */
export function fail(
  error: unknown,
  { json }: Pick<AuditOptions, "json">,
  terminal: Terminal,
): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  if (json) printFailure(message, null, terminal);
  say(terminal, "error", message);
  return 1;
}

export function say(terminal: Terminal, severity: "error" | "warning", text: string): void {
  terminal.stderr.write(`${paletteOf(terminal)[severity](severity)}: ${harmless(text)}\n`);
}

export function noteNothing(
  path: string,
  options: Pick<AuditOptions, "json">,
  terminal: Terminal,
): void {
  note(`no decision has been recorded yet (looked in ${path})`, options, terminal);
}

/** What befell the log, for a person. */
export function sayEvents(events: readonly StoredEvent[], { stderr }: Terminal): void {
  for (const event of events) stderr.write(`of the log itself: ${harmless(eventText(event))}\n`);
}

/** A sentence for a person; never among JSON lines. */
export function note(
  text: string,
  { json }: Pick<AuditOptions, "json">,
  { stdout, stderr }: Terminal,
): void {
  (json ? stderr : stdout).write(`${harmless(text)}\n`);
}
