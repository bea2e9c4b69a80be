// `safeclaw audit export`: all decisions with the verdict of `verify`, in a form that auditors can take with them.

import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type AuditScan, scanAudit } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../diagnostics/harmless.js";
import { suggest } from "../diagnostics/suggest.js";
import { displayPath } from "../source/project.js";
import { type AuditOptions, logOf, queryOf, refuseFollow } from "./audit/audit-options.js";
import { csv } from "./audit/export-csv.js";
import { documentOf } from "./audit/export-document.js";
import type { ExportFormat, Summary } from "./audit/export-format.js";
import { html } from "./audit/export-html.js";
import { jsonl } from "./audit/export-jsonl.js";
import { isMissing, say, unread, warn } from "./audit/say.js";
import { type Verdict, verdictOf } from "./audit/verdict.js";
import { type WitnessOptions, witnessesOf } from "./audit/witnesses.js";
import { writeWhole } from "./audit/write-whole.js";
import { counted, type ExitCode, printJson, type Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface ExportOptions extends AuditOptions, WitnessOptions {
  readonly format?: string | undefined;
  readonly out?: string | undefined;
}

const formats: ReadonlyMap<string, ExportFormat> = new Map([
  ["html", html],
  ["csv", csv],
  ["jsonl", jsonl],
]);

export async function auditExport(options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  refuseFollow(options, "export");
  const format = formatOf(options);
  const log = logOf(options, terminal);
  const query = queryOf(options);
  const out = outOf(options, log, terminal);
  const witnesses = witnessesOf(options, terminal.cwd);
  let verdict: Verdict;
  let scan: AuditScan;
  try {
    verdict = await verdictOf(log, terminal.cwd, witnesses);
    scan = await scanAudit(log, query);
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`there is no audit log at ${log}`);
    return unread(error, log, options, terminal);
  }
  const about = {
    verdict,
    log,
    made: new Date().toISOString(),
    asked: askedFor(options),
  };
  const texts = documentOf(format, scan, about, terminal.cwd);
  let summary: Summary;
  try {
    summary = await writeWhole(texts, out, terminal);
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`there is no folder for \`--out ${options.out}\``);
    return unread(error, log, options, terminal);
  }
  if (out !== undefined) tell(out, summary, options, terminal);
  sayVerdict(verdict, terminal);
  const exit = warn(summary.findings, terminal);
  return verdict.ok ? exit : 1;
}

function formatOf({ format: name }: ExportOptions): ExportFormat {
  const known = [...formats.keys()];
  const all = `there are: ${known.join(", ")}`;
  if (name === undefined) throw new UsageError("`--format` is missing", all);
  const format = formats.get(name);
  if (format !== undefined) return format;
  const near = suggest(name, known);
  const question = near === undefined ? "" : `did you mean \`${near}\`? `;
  throw new UsageError(`unknown format \`${name}\``, question + all);
}

function outOf(options: ExportOptions, log: string, { cwd }: Terminal): string | undefined {
  if (options.out === undefined) return undefined;
  const out = resolve(cwd, options.out);
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new UsageError(`\`--out ${options.out}\` is a folder`, "write the name of a file in it");
  }
  // It would be read as a part of the log, or take the place of one.
  const [real, folder] = [realOf(out), realOf(log)];
  if (real === folder || dirname(real) === folder) {
    throw new UsageError(
      `\`--out ${options.out}\` lies in the log itself`,
      "choose another folder",
    );
  }
  return out;
}

/** Where it leads, as far as it is there. */
function realOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}

function askedFor({ filter, since, until, last }: ExportOptions): string {
  return [
    ...filter,
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(last === undefined ? [] : [`the newest ${last}`]),
  ].join(", ");
}

function tell(out: string, summary: Summary, { json }: ExportOptions, terminal: Terminal): void {
  const { verdict, decisions } = summary;
  const file = displayPath(out, terminal.cwd);
  if (json) printJson({ ok: verdict.ok, file, decisions, verdict }, terminal);
  else terminal.stdout.write(`wrote ${counted(decisions, "decision")} to ${harmless(file)}\n`);
}

/** Beside the export: the form may have no place for all of it, and somebody may only look at the terminal. */
function sayVerdict(verdict: Verdict, terminal: Terminal): void {
  const [first = "", ...others] = verdict.lines;
  if (verdict.ok && verdict.signed) terminal.stderr.write(`verified: ${harmless(first)}\n`);
  else if (verdict.ok) terminal.stderr.write(`${harmless(first)}\n`);
  else say(terminal, "error", `not verified: ${first}`);
  for (const line of others) terminal.stderr.write(`  ${harmless(line)}\n`);
}
