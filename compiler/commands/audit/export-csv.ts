// The export for spreadsheets (RFC 4180): a row for each decision, and in each of them the verdict.

import type { AuditEntry } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../../diagnostics/harmless.js";
import type { ExportFormat } from "./export-format.js";
import { type Verdict, verdictWord } from "./verdict.js";

type Cell = string | number | boolean | null | undefined;

const columns: Readonly<Record<string, (entry: AuditEntry, verdict: Verdict) => Cell>> = {
  time: ({ record }) => record.time,
  assistant: ({ record }) => record.assistant,
  thread: ({ record }) => record.thread,
  run: ({ record }) => record.run,
  call: ({ record }) => record.call,
  tool: ({ record }) => record.tool,
  args: ({ record }) => jsonOf(record.args),
  redacted: ({ record }) => record.redacted?.join(" "),
  facts: ({ record }) => jsonOf(record.facts),
  effect: ({ record }) => record.effect,
  allowed: ({ record }) => record.allowed,
  code: ({ record }) => record.code,
  rule: ({ record }) => record.rule,
  line: ({ record }) => record.line,
  reason: ({ record }) => record.reason,
  shadow: ({ record }) => jsonOf(record.shadow),
  policy: ({ record }) => record.policy,
  revokes: ({ record }) => record.revokes?.of,
  revoked: ({ revoked }) => revoked === true,
  outcome: ({ outcome }) => outcome?.record.outcome?.status,
  outcome_ms: ({ outcome }) => outcome?.record.outcome?.ms,
  stream: ({ stream }) => stream,
  seq: ({ record }) => record.seq,
  hash: ({ record }) => record.hash,
  intact: ({ intact, outcome }) => intact && outcome?.intact !== false,
  verdict: (_, verdict) => (verdict.ok ? verdictWord(verdict) : "NOT VERIFIED"),
};

export const csv: ExportFormat = {
  before: () => rowOf(Object.keys(columns)),
  row: (entry, verdict) => rowOf(Object.values(columns).map((cell) => cell(entry, verdict))),
  after: () => "",
};

function jsonOf(value: unknown): Cell {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

function rowOf(cells: readonly Cell[]): string {
  return `${cells.map(quoted).join(",")}\r\n`;
}

/**
 * SECURITY: a cell that begins like a formula, after white space too, is one to a spreadsheet, and what it holds may come
 * from a model. With an apostrophe before it, it is text.
 */
function quoted(cell: Cell): string {
  const text = harmless(String(cell ?? ""));
  const plain = /^\s*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}
