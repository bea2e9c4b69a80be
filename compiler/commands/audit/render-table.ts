// Recorded decisions as a table for a person.

import type { AuditEntry, AuditLine } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../../diagnostics/harmless.js";
import type { Palette } from "../../diagnostics/render.js";
import { cutTo, widthOf } from "../terminal-text.js";

interface Column {
  readonly heading: string;
  readonly cell: (entry: AuditEntry) => string | null;
  /** How narrow it may get while another column can still give way. */
  readonly least: number;
  /** Which end of a cell says more. */
  readonly keep: "start" | "end";
}

interface LaidColumn {
  readonly column: Column;
  readonly cells: readonly string[];
  readonly least: number;
  readonly width: number;
}

export interface Table {
  readonly lines: readonly string[];
  /** Headings of the columns for which there was no room. */
  readonly leftOut: readonly string[];
  /** By heading, how much room each column would need. */
  readonly needed: ReadonlyMap<string, number>;
}

const gap = "  ";
/** What a narrow table goes without, first to last. */
const dispensable = ["THREAD", "RUN", "ASSISTANT"];

const columns: readonly Column[] = [
  { heading: "TIME (UTC)", cell: ({ record }) => clock(record.time), least: 19, keep: "start" },
  { heading: "ASSISTANT", cell: ({ record }) => record.assistant, least: 10, keep: "start" },
  { heading: "THREAD", cell: ({ record }) => record.thread, least: 10, keep: "start" },
  { heading: "RUN", cell: ({ record }) => record.run, least: 10, keep: "start" },
  { heading: "TOOL", cell: ({ record }) => record.tool, least: 12, keep: "start" },
  { heading: "DECISION", cell: decision, least: 16, keep: "start" },
  { heading: "RULE (LINE)", cell: rule, least: 12, keep: "end" },
  { heading: "DETAILS", cell: details, least: 12, keep: "start" },
];

/**
 * Cut to the width where there is one; the columns widest by nature give way first. What goes below the lines of another
 * table has no heading where the columns are the same, and at least as much room.
 */
export function renderTable(
  entries: readonly AuditEntry[],
  width: number | undefined,
  palette: Palette,
  above?: Table,
): Table {
  const all = columns.map((column) => layOut(column, entries, width, above));
  const shown = width === undefined ? all : narrow(all, width);
  const line = (cellOf: (laid: LaidColumn) => string): string => shown.map(cellOf).join(gap);
  const heading = line((laid) => palette.bold(fill(laid.column.heading, laid)));
  const rows = entries.map((entry, index) =>
    line((laid) => {
      const text = fill(laid.cells[index] ?? "", laid);
      return laid.column.cell === decision ? paintOf(entry, palette)(text) : text;
    }),
  );
  const leftOut = columns
    .filter((column) => !shown.some((laid) => laid.column === column))
    .map((column) => column.heading);
  const continues = above !== undefined && above.leftOut.join() === leftOut.join();
  return {
    lines: continues ? rows : [heading, ...rows],
    leftOut,
    needed: new Map(all.map((laid) => [laid.column.heading, laid.width])),
  };
}

function layOut(
  column: Column,
  entries: readonly AuditEntry[],
  limit: number | undefined,
  above: Table | undefined,
): LaidColumn {
  const cells = entries.map((entry) => {
    const text = harmless(column.cell(entry) || "-");
    return limit === undefined ? text : cutTo(text, limit, column.keep);
  });
  const width = cells.reduce(
    (most, cell) => Math.max(most, widthOf(cell)),
    above?.needed.get(column.heading) ?? widthOf(column.heading),
  );
  return { column, cells, width, least: Math.min(width, column.least) };
}

function narrow(all: readonly LaidColumn[], limit: number): readonly LaidColumn[] {
  let shown = all;
  for (const heading of dispensable) {
    if (total(shown.map(({ least }) => least)) <= limit) break;
    shown = shown.filter(({ column }) => column.heading !== heading);
  }
  const widths = new Map(shown.map((laid) => [laid, laid.width]));
  const widthNow = (laid: LaidColumn): number => widths.get(laid) ?? 0;
  const slack = (laid: LaidColumn): number => Number(widthNow(laid) > laid.least);
  for (let excess = total([...widths.values()]) - limit; excess > 0; excess -= 1) {
    const [widest] = shown.toSorted((a, b) => slack(b) - slack(a) || widthNow(b) - widthNow(a));
    if (widest !== undefined) widths.set(widest, Math.max(1, widthNow(widest) - 1));
  }
  return shown.map((laid) => ({ ...laid, width: widthNow(laid) }));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));
}

/** The last column ends where its text ends. */
function fill(text: string, { column, width }: LaidColumn): string {
  const shown = cutTo(text, width, column.keep);
  return column === columns.at(-1) ? shown : shown + " ".repeat(width - widthOf(shown));
}

function clock(time: string): string {
  return time.slice(0, 19).replace("T", " ");
}

function decision(entry: AuditEntry): string {
  const { record, intact, outcome, revoked } = entry;
  const code = record.code === "approval-required" ? null : record.code;
  // What came of a decision that stands further up has a line of its own.
  const decided = record.outcome === undefined ? [record.effect, code] : [outcomeText(entry)];
  const text = [intact ? null : "altered:", ...decided].filter(Boolean).join(" ");
  const more = [
    revoked === true ? "revoked" : null,
    record.revokes === undefined ? null : `revokes ${record.revokes.effect}`,
    outcome === undefined ? null : outcomeText(outcome),
  ];
  return [text, ...more].filter(Boolean).join(", ");
}

function outcomeText({ record: { outcome }, intact }: AuditLine): string | null {
  if (outcome === undefined) return null;
  return `${intact ? "" : "altered: "}${outcome.status} ${Math.round(outcome.ms)} ms`;
}

function paintOf(
  { record, intact, outcome }: AuditEntry,
  palette: Palette,
): (text: string) => string {
  if (record.effect === "deny" || !intact || outcome?.intact === false) return palette.error;
  const failed = [record.outcome, outcome?.record.outcome].some((each) => each?.status === "error");
  return record.effect === "allow" && !failed ? (text) => text : palette.warning;
}

function rule({ record }: AuditEntry): string | null {
  return record.line === null ? record.rule : `${record.rule} (${record.line})`;
}

function details({ record }: AuditEntry): string {
  const args = record.args === null ? "" : JSON.stringify(record.args);
  return record.allowed ? args : `${record.reason} ${args}`.trim();
}
