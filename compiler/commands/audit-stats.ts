// `safeclaw audit stats`: how many decisions there are of each kind.

import { type AuditEntry, scanAudit } from "@authensor/safeclaw-runtime/node";
import { harmless } from "../diagnostics/harmless.js";
import {
  type AuditOptions,
  asksForPart,
  logOf,
  queryOf,
  refuseFollow,
} from "./audit/audit-options.js";
import { barChart } from "./audit/bar-chart.js";
import { note, noteNothing, unread, warn } from "./audit/say.js";
import { counted, type ExitCode, paletteOf, printJson, type Terminal } from "./terminal.js";

/** What decisions are counted by, in the order in which it is shown. */
const groups: Readonly<Record<string, (entry: AuditEntry) => string | null>> = {
  assistant: ({ record }) => record.assistant,
  tool: ({ record }) => record.tool,
  effect: ({ record }) => record.effect,
  rule: ({ record }) => record.rule,
  day: ({ record }) => record.time.slice(0, 10),
};

/** How many rows a person is shown of each group. */
const mostRows = 10;

interface Count {
  readonly value: string | null;
  readonly count: number;
}

export interface Stats {
  readonly decisions: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly outcomes: { readonly ok: number; readonly error: number };
  readonly groups: ReadonlyMap<string, readonly Count[]>;
}

export interface StatsOptions extends AuditOptions {
  /** Count what shadow policies would have changed. */
  readonly shadow?: boolean | undefined;
}

export async function auditStats(options: StatsOptions, terminal: Terminal): Promise<ExitCode> {
  refuseFollow(options, "stats");
  const path = logOf(options, terminal);
  try {
    const { entries, findings } = await scanAudit(path, queryOf(options));
    const found = await printCounted(entries, options, terminal);
    if (found) return warn(await findings(), terminal);
    if (asksForPart(options)) note("no recorded decision matches", options, terminal);
    else noteNothing(path, options, terminal);
    return warn(await findings(), terminal);
  } catch (error) {
    return unread(error, path, options, terminal);
  }
}

/** Counts and prints; false where there is nothing to count, of which nobody is told yet. */
export async function printCounted(
  entries: AsyncIterable<AuditEntry>,
  options: StatsOptions,
  terminal: Terminal,
): Promise<boolean> {
  if (options.shadow === true) {
    const { countShadow, printShadowStats } = await import("./audit/shadow-stats.js");
    const stats = await countShadow(entries);
    printShadowStats(stats, options, terminal);
    return true;
  }
  const stats = await count(entries);
  const isWorthwhile = options.json || stats.decisions > 0;
  if (isWorthwhile) printStats(stats, options, terminal);
  return isWorthwhile;
}

async function count(entries: AsyncIterable<AuditEntry>): Promise<Stats> {
  const names = Object.keys(groups);
  const counts = new Map(names.map((name) => [name, new Map<string | null, number>()]));
  const outcomes = { ok: 0, error: 0 };
  let decisions = 0;
  let from: string | null = null;
  let to: string | null = null;
  for await (const entry of entries) {
    if (entry.revoked === true) continue;
    const { time } = entry.record;
    decisions += 1;
    if (from === null || time < from) from = time;
    if (to === null || time > to) to = time;
    const status = entry.outcome?.record.outcome?.status;
    if (status !== undefined) outcomes[status] += 1;
    for (const [name, group] of counts) {
      const value = groups[name]?.(entry) ?? null;
      group.set(value, (group.get(value) ?? 0) + 1);
    }
  }
  const sorted = Array.from(counts, ([name, group]) => [name, inOrder(name, group)] as const);
  return { decisions, from, to, outcomes, groups: new Map(sorted) };
}

/** The most frequent first; days as they came. */
function inOrder(name: string, group: ReadonlyMap<string | null, number>): readonly Count[] {
  const text = ({ value }: Count): string => value ?? "";
  const byValue = Array.from(group, ([value, count]) => ({ value, count })).toSorted((a, b) =>
    text(a) < text(b) ? -1 : 1,
  );
  return name === "day" ? byValue : byValue.toSorted((a, b) => b.count - a.count);
}

function printStats(stats: Stats, { json }: AuditOptions, terminal: Terminal): void {
  if (json) printJson(asData(stats), terminal);
  else print(stats, terminal);
}

function asData({ decisions, from, to, outcomes, groups: counts }: Stats): object {
  return { decisions, from, to, outcomes, ...Object.fromEntries(counts) };
}

function print({ decisions, from, to, outcomes, groups: counts }: Stats, terminal: Terminal): void {
  const { stdout, columns } = terminal;
  const palette = paletteOf(terminal);
  const clock = (time: string | null): string => time?.slice(0, 19).replace("T", " ") ?? "-";
  const { ok, error } = outcomes;
  const ran = ok + error === 0 ? "" : `; ${counted(ok, "call")} ended well, ${error} with an error`;
  stdout.write(`${counted(decisions, "decision")}, ${clock(from)} to ${clock(to)} (UTC)${ran}\n`);
  for (const [name, all] of counts) {
    // Of the days the newest, of everything else the most frequent.
    const rows = name === "day" ? all.slice(-mostRows) : all.slice(0, mostRows);
    const left = all.length - rows.length;
    const more = left === 0 ? "" : ` (${left} ${name === "day" ? "earlier" : "more"}: --json)`;
    stdout.write(`\n${palette.bold(name.toUpperCase())}${more}\n`);
    const bars = rows.map(({ value, count: size }) => ({ name: nameOf(value), size }));
    for (const line of barChart(bars, decisions, columns || undefined)) stdout.write(`${line}\n`);
  }
}

/** A name that is empty is not the same as none. */
function nameOf(value: string | null): string {
  return value === "" ? '""' : harmless(value ?? "-");
}
